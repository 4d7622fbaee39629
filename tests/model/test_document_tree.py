"""One tree of documents: every record that says something stands in it, once (row M2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scopewright.model.document_tree import Node, tree
from scopewright.model.engagement import Engagement
from scopewright.model.releases import begin_release
from scopewright.model.sections.releases import Release
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement


def engagement_with_releases(*names: str) -> Engagement:
    engagement = new_engagement("Tagging", "Halden", "Ana")
    for name in names:
        begin_release(engagement, name, None, "Ana")
    return engagement


def add(engagement: Engagement, section: str, **values: object) -> str:
    with Step(engagement, "Add") as step:
        return step.add(section, values)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def branch(engagement: Engagement, title: str) -> Node:
    return next(node for node in tree(engagement) if node.title == title)


def test_m2_each_release_has_its_three_documents_although_they_are_empty() -> None:
    engagement = engagement_with_releases("v1", "v2")
    for name in ("v1", "v2"):
        documents = [node.title for node in branch(engagement, name).children]
        assert documents == ["Product requirements", "Design documentation", "Project planning"]


def test_m2_a_record_stands_under_its_release_or_for_all_of_them() -> None:
    engagement = engagement_with_releases("v1", "v2")
    second = engagement.all(Release)[1].key
    add(engagement, "requirements", title="Tags", release=second)
    add(engagement, "constraints", statement="No cloud")
    requirements = branch(engagement, "v2").children[0]
    assert [(node.title, len(node.records)) for node in requirements.children] == [("Requirements", 1)]
    assert [node.title for node in branch(engagement, "For all releases").children[0].children] == ["Constraints"]
    assert not branch(engagement, "v1").children[0].children


def test_m2_every_record_that_says_something_stands_in_the_tree_once() -> None:
    engagement = engagement_with_releases("v1")
    first = engagement.all(Release)[0].key
    for section in engagement.sections.values():
        if not section.single:
            add(engagement, section.key, **{section.headline: None})
            if "release" in section:
                add(engagement, section.key, release=first, remark="x")
    counted = Counter(record.key for node in walk(tree(engagement)) for record in node.records)
    saying = [record.key for record in engagement.records() if any(record.said())]
    assert counted == Counter(saying)


def test_a_record_of_a_release_that_is_gone_is_not_lost_from_the_tree() -> None:
    engagement = engagement_with_releases("v1")
    gone = engagement.all(Release)[0].key
    add(engagement, "requirements", title="Tags", release=gone)
    with Step(engagement, "Remove") as step:
        step.remove(gone)
    assert [node.title for node in tree(engagement)] == ["Project overview", "For all releases"]
    assert [node.title for node in branch(engagement, "For all releases").children[0].children] == ["Requirements"]
