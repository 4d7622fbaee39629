"""What the model can say, somebody can ask: no reading is only there for its test."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tests.house.tree import SOURCE, modules, name, parsed


def _used() -> Counter[str]:
    """How often each name is used anywhere in the product; jobs are named as text behind a colon."""
    used: Counter[str] = Counter()
    for node in (node for path in modules() for node in ast.walk(parsed(path))):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word):
                used[word] += 1
            case ast.Constant(value=str(text)) if ":" in text:
                used[text.rpartition(":")[2]] += 1
            case _:
                pass
    return used


def _public() -> Iterator[tuple[str, str]]:
    """The functions of the model that others may call; what is decorated registers itself."""
    for path in modules():
        if (SOURCE / "model") in path.parents:
            for node in parsed(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not node.decorator_list:
                    yield name(path), node.name


def test_every_public_function_of_the_model_has_a_caller_in_the_product() -> None:
    used = _used()
    assert [each for each in _public() if not used[each[1]]] == []
