"""Whatever was made of a file by another program or a bad disk: it opens with a report, or a sentence refuses it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scopewright.cli import main
from scopewright.model.step import Step
from scopewright.model.tables import new_engagement
from scopewright.store import journal, recovery
from scopewright.store.durable import LARGEST
from scopewright.store.examination import examine
from scopewright.store.failures import StoreError
from scopewright.store.loading import ASIDE
from scopewright.store.opened import OpenEngagement, read_engagement
from scopewright.store.salvage import salvage
from scopewright.store.snapshot import DEEPEST
from tests.faults.conftest import Figure

TITLES = ["Labels are late", "Drift", "Nobody answers"]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of a small engagement, and those of a journal beside it."""
    path = tmp_path_factory.mktemp("whole") / "a.scope"
    engagement = new_engagement("Search", "Acme")
    with Step(engagement, "Add", who="Ana") as step:
        owner = step.add("people", {"name": "Ana"})
        for title in TITLES:
            step.add("risks", {"title": title, "owner": owner, "likelihood": 4})
    work = OpenEngagement.create(path, engagement)
    work.keep_saving()
    with Step(engagement, "Add", who="Ana") as step:
        step.add("risks", {"title": "Only in the journal"})
    work.file.leave()
    return {"file": path.read_bytes(), "journal": journal.beside(path).read_bytes()}


@pytest.fixture
def path(tmp_path: Path, content: dict[str, bytes]) -> Path:
    path = tmp_path / "a.scope"
    path.write_bytes(content["file"])
    return path


def _titles(path: Path) -> list[str]:
    return [record.headline for record in read_engagement(path).records("risks")]


def _edited(path: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    tables = json.loads(path.read_bytes())
    edit(tables)
    path.write_text(json.dumps(tables))


def _risk(number: str, name: str, value: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda tables: tables["risks"][number].update({name: value})


_NO_RECORD: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no uuid": lambda tables: tables["risks"]["2"].pop("uuid"),
    "an id that is a number": _risk("2", "id", 7),
    "a uuid that is a list": _risk("2", "uuid", ["a"]),
    "the uuid of another record": lambda tables: tables["risks"]["2"].update(uuid=tables["risks"]["1"]["uuid"]),
    "a number beyond all bounds": _risk("2", "likelihood", 10**400),
}
_PARTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a parent that is a list": _risk("2", "parent", [1]),
    "a change without a name": lambda tables: tables["_changes"]["1"].pop("name"),
    "a change without what was before": lambda tables: tables["_changes"]["1"].pop("before"),
    "a change by a list": lambda tables: tables["_changes"]["1"].update(who=["Ana"]),
    "a number that is text": lambda tables: tables["_numbers"]["1"].update(last="many"),
    "a section that is a list": lambda tables: tables["_numbers"]["1"].update(section=[]),
}
_ODD: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a likelihood that is text": _risk("2", "likelihood", "very"),
    "a title that is a table": _risk("2", "title", {"a": [1]}),
    "a rank that is a number": _risk("2", "rank", 5),
    "an owner who is nobody": _risk("2", "owner", "f" * 32),
    "a field of a newer version": _risk("2", "velocity", {"x": 1}),
    "a table of a newer version": lambda tables: tables.update(_sprints={"1": {"a": 1}}),
    "a section of a newer version": lambda tables: tables.update(sprints={"1": {"a": 1}}),
}


@pytest.mark.parametrize("edit", _NO_RECORD.values(), ids=_NO_RECORD)
def test_what_is_no_record_is_set_aside_and_every_later_saving_keeps_it(
    path: Path, edit: Callable[[dict[str, Any]], Any]
) -> None:
    _edited(path, edit)
    strange = json.loads(path.read_bytes())["risks"]["2"]
    work = OpenEngagement.open(path)
    assert [record.headline for record in work.engagement.records("risks")] == [TITLES[0], TITLES[2]]
    assert "risks 2" in work.notices[0]
    work.close()
    OpenEngagement.open(path).close()
    assert [aside["document"] for aside in json.loads(path.read_bytes())[ASIDE].values()] == [strange]


@pytest.mark.parametrize("edit", _PARTS.values(), ids=_PARTS)
def test_what_is_wrong_beside_the_records_costs_no_record(path: Path, edit: Callable[[dict[str, Any]], Any]) -> None:
    _edited(path, edit)
    work = OpenEngagement.open(path)
    assert [record.headline for record in work.engagement.records("risks")] == TITLES
    assert "set aside" in work.notices[0]
    work.close()
    assert len(json.loads(path.read_bytes())[ASIDE]) == 1


@pytest.mark.parametrize("edit", _ODD.values(), ids=_ODD)
def test_what_a_field_cannot_hold_opens_is_shown_as_it_stands_and_is_kept(
    path: Path, edit: Callable[[dict[str, Any]], Any]
) -> None:
    _edited(path, edit)
    before = json.loads(path.read_bytes())
    work = OpenEngagement.open(path)
    assert (len(work.engagement.records("risks")), work.notices) == (3, [])
    work.close()
    after = json.loads(path.read_bytes())
    assert [name for name in before if name not in after] == []
    assert "velocity" not in str(before) or "velocity" in str(after["risks"])


def test_two_records_with_one_id_are_both_there_and_the_second_gets_a_new_id(path: Path) -> None:
    _edited(path, _risk("2", "id", "R-1"))
    work = OpenEngagement.open(path)
    assert {record.headline: record.id for record in work.engagement.records("risks")} == {
        TITLES[0]: "R-1", TITLES[1]: "R-4", TITLES[2]: "R-3",
    }  # fmt: skip
    assert "R-1 → R-4" in work.notices[0]
    work.close()


def _merge_marked(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if b"Drift" in line and b'"R-2"' in line and b"replica" not in line)
    theirs = lines[place].replace(b"Drift", b"Drift of the labels")
    marked = [b"<<<<<<< HEAD\n", lines[place], b"=======\n", theirs, b">>>>>>> theirs\n"]
    return b"".join(lines[:place] + marked + lines[place + 1 :])


_BROKEN: dict[str, tuple[Callable[[bytes], bytes], int]] = {
    "merge marks": (_merge_marked, 3),
    "a line cut in the middle": (lambda data: data.replace(b'"title":"Drift"', b'"title":"Dri', 1), 3),
    "the first half": (lambda data: data[: len(data) * 3 // 4], 3),
    "blank from the middle on": (lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2), 1),
    "without the line that begins a table": (lambda data: data.replace(b'"risks": {', b""), 3),
    "one comma too many": (lambda data: data[:-3] + b",\n}\n", 3),
    "written by an editor as UTF-16": (lambda data: data.decode().encode("utf-16"), 3),
}


@pytest.mark.parametrize(("damage", "least"), _BROKEN.values(), ids=_BROKEN)
def test_what_is_whole_in_a_broken_file_is_saved_into_a_new_one(
    path: Path, damage: Callable[[bytes], bytes], least: int
) -> None:
    broken = damage(path.read_bytes())
    path.write_bytes(broken)
    new = path.with_name("saved.scope")
    with pytest.raises(StoreError):
        OpenEngagement.open(path)
    saved = salvage(path)
    saved.write(new)
    assert len(read_engagement(new).records("risks")) >= least
    assert len(saved.report()) >= 1
    assert path.read_bytes() == broken
    assert recovery.verify(new) == []


@pytest.mark.parametrize("rewrite", [
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: json.dumps(json.loads(data), indent=4).encode(),
    lambda data: json.dumps(json.loads(data), separators=(",", ":")).encode(),
], ids=["byte order mark", "line ends of Windows", "indented", "one line"])  # fmt: skip
def test_what_an_editor_or_a_formatter_makes_of_a_whole_file_is_read(
    path: Path, rewrite: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(rewrite(path.read_bytes()))
    assert _titles(path) == TITLES
    assert salvage(path).records == len(read_engagement(path).records())


def test_a_record_lost_from_its_table_comes_back_from_the_history(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not (b'"id":"R-2"' in line and b"replica" not in line)]
    path.write_bytes(b"".join(kept) + b"damaged")
    saved = salvage(path)
    assert saved.rebuilt == 1
    saved.write(path.with_name("new.scope"))
    assert sorted(_titles(path.with_name("new.scope"))) == sorted(TITLES)


def test_a_record_whose_uuid_became_a_table_of_its_own_hides_no_other(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    hurt = [re.sub(r'"uuid":"\w+"', '"uuid":{"a":1}', each) if '"id":"R-2"' in each else each for each in lines]
    path.write_text("\n".join(hurt[:-1]), encoding="utf-8")
    assert salvage(path).records >= 2


def test_the_journal_beside_a_damaged_file_is_salvaged_too(path: Path, content: dict[str, bytes]) -> None:
    journal.beside(path).write_bytes(content["journal"])
    path.write_bytes(path.read_bytes().replace(b'"title":"Drift"', b'"title":"Dri', 1))
    salvage(path).write(path.with_name("new.scope"))
    assert "Only in the journal" in _titles(path.with_name("new.scope"))


@pytest.mark.parametrize("deep", [DEEPEST + 1, 900, 100_000])
def test_values_nested_without_end_are_refused_with_a_sentence(path: Path, deep: int) -> None:
    path.write_bytes(path.read_bytes().replace(b'"Drift"', b"[" * deep + b"]" * deep, 1))
    with pytest.raises(StoreError):
        OpenEngagement.open(path)
    with suppress(StoreError):
        assert salvage(path).lost


@pytest.mark.slow
def test_a_file_of_200_megabytes_is_refused_at_once(path: Path) -> None:
    with path.open("ab") as file:
        for _part in range(200):
            file.write(b" " * 1_000_000)
    assert path.stat().st_size > LARGEST
    for attempt in (OpenEngagement.open, read_engagement, salvage):
        with pytest.raises(StoreError, match="64 MB"):
            attempt(path)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """One to four bytes changed, removed, put in, or a piece doubled."""
    mutated = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        place = chance.randrange(len(mutated))
        kind = chance.randrange(6)
        if kind > 3:
            mutated[place] = ord(chance.choice("aeR01-")) if chr(mutated[place]).isalnum() else mutated[place]
        elif kind == 0:
            mutated[place] = chance.randrange(256)
        elif kind == 1:
            del mutated[place : place + chance.randint(1, 40)]
        elif kind == 2:
            mutated[place:place] = chance.choice(
                [b'"', b"{", b"}", b",", b"null", b"1e999", b"\n", b"\0", b"[]", b"-1"]
            )
        else:
            mutated[place:place] = mutated[place : place + chance.randint(1, 200)]
    return bytes(mutated)


def test_a_link_to_a_record_that_never_was_is_found_by_verify_and_one_to_a_removed_record_is_not(path: Path) -> None:
    _edited(path, _risk("2", "owner", "f" * 32))
    assert examine(path) == ["R-2: “Owner (DRI)” leads to a record that is not in the file."]
    work = OpenEngagement.open(path)
    with Step(work.engagement, "Remove") as step:
        step.set(work.engagement.by_id("R-2").key, "owner", None)
        step.remove(work.engagement.by_id("P-1").key)
    work.save(work.engagement.changes[-4:])
    work.close()
    assert examine(path) == []


def _survives(path: Path) -> str:
    """Open, change, close, verify, salvage: what happened; any exception that is not a sentence goes through."""
    examine(path)
    with suppress(StoreError):
        salvage(path).report()
    try:
        work = OpenEngagement.open(path)
    except StoreError as error:
        assert len(str(error)) > 20
        return "refused"
    with Step(work.engagement, "Add") as step:
        step.add("risks", {"title": "New"})
    work.close()
    assert "New" in _titles(path)
    return "opened"


def _mutations(tmp_path: Path, content: dict[str, bytes], times: int) -> dict[str, int]:
    chance = random.Random(7)
    counts = {"opened": 0, "refused": 0}
    for number in range(times):
        path = tmp_path / str(number) / "a.scope"
        path.parent.mkdir()
        path.write_bytes(_mutated(content["file"], chance))
        if chance.random() < 0.3:
            journal.beside(path).write_bytes(_mutated(content["journal"], chance))
        counts[_survives(path)] += 1
    return counts


def _stock_tracebacks(tmp_path: Path, content: dict[str, bytes], times: int) -> int:
    from tinydb import TinyDB

    chance = random.Random(7)
    path = tmp_path / "stock.json"
    failed = 0
    for _time in range(times):
        path.write_bytes(_mutated(content["file"], chance))
        with TinyDB(path, access_mode="r") as database:
            try:
                [list(database.table(name)) for name in database.tables()]
            except Exception:  # noqa: BLE001 - whatever it raises reaches its user as a traceback
                failed += 1
    return failed


def test_three_hundred_mutations_never_end_in_a_traceback(
    tmp_path: Path, content: dict[str, bytes], figure: Figure
) -> None:
    counts = _mutations(tmp_path, content, 300)
    assert min(counts.values()) > 10
    failed = _stock_tracebacks(tmp_path, content, 300)
    figure("a damaged file (short run)", f"0 tracebacks of 300: {counts}", f"TinyDB: {failed} tracebacks of 300")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_mutations_never_end_in_a_traceback(
    tmp_path: Path, content: dict[str, bytes], figure: Figure
) -> None:
    counts = _mutations(tmp_path, content, 10_000)
    failed = _stock_tracebacks(tmp_path, content, 1000)
    figure(
        "a damaged file never ends in a traceback",
        f"0 tracebacks of 10,000 mutations: {counts['opened']:,} opened, {counts['refused']:,} refused with a sentence",
        f"TinyDB: {failed} tracebacks of 1,000",
    )


def test_the_commands_speak_in_sentences_about_a_broken_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(path.read_bytes()[:700])
    assert main(["show", str(path)]) == 2
    assert main(["verify", str(path)]) == 1
    assert main(["restore", str(path)]) == 2
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    assert "was not touched" in captured.err
