"""What the window does to a record, a script does too, in the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_m22_a_gate_is_failed_from_the_command_line(tmp_path: Path, say: Any) -> None:
    path = tmp_path / "a.scope"
    say("new", path)
    say("add", path, "deliverables", "--json", "-", stdin='{"title": "Model"}')
    say("add", path, "gates", "--json", "-", stdin='{"title": "POC", "deliverables": ["Model"]}')
    code, out, err = say("do", path, "G-1")
    assert (code, err) == (0, "")
    assert out.startswith("fail fail: ")
    assert say("do", path, "G-1", "fail")[0] == 0
    assert json.loads(say("show", path, "deliverables", "--json")[1])[0]["voided_by"] == "G-1"
    assert say("do", path, "G-1", "fail")[0] == 2


def test_an_action_with_several_ways_asks_for_one(tmp_path: Path, say: Any) -> None:
    path = tmp_path / "a.scope"
    say("new", path)
    say("add", path, "deployments", "--json", "-", stdin='{"title": "Scoring"}')
    code, out, err = say("do", path, "DP-1", "pattern")
    assert (code, out) == (2, "")
    assert "canary" in err
    assert say("do", path, "DP-1", "pattern", "canary")[0] == 0
    assert say("do", path, "DP-1", "nothing")[0] == 2
