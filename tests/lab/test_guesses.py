"""Every guess comes with what it rests on, and with a better proposal where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scopewright.lab.guesses import run
from scopewright.progress import Silent

TEXT = "Report\n\nage;when;zip;city;price;ok\n" + "".join(
    f"{n if n % 4 else 'about ' + str(n)};{'soon' if n % 3 == 0 else f'{n % 28 + 1:02}/04/2026'};0{n}99;Ulm {n % 3};"
    f"{n},{n % 10}5 €;{('yes', 'N', 'true', '0')[n % 4]}\n"
    for n in range(1, 60)
)


def guesses(tmp_path: Path, **reading: Any) -> dict[tuple[str, str], dict[str, Any]]:
    path = tmp_path / "table.csv"
    path.write_text(TEXT, encoding="utf-8")
    found = run({"path": str(path), "reading": reading}, Silent())["guesses"]
    return {(guess["what"], guess["column"]): guess for guess in found}


def test_each_guess_shows_the_lines_it_rests_on(tmp_path: Path) -> None:
    found = guesses(tmp_path)
    assert found["delimiter", ""]["value"] == ";"
    assert found["delimiter", ""]["rows"][0] == "age;when;zip;city;price;ok"
    assert "second opinion" in found["delimiter", ""]["because"]
    assert found["skip_rows", ""]["rows"] == ["Report", ""]
    assert found["encoding", ""]["rows"][0].endswith("€;N")
    assert found["decimal", ""]["value"] == ","
    assert found["type", "price"]["value"] == "currency"


def test_values_kept_as_text_are_proposed_with_the_offending_rows(tmp_path: Path) -> None:
    found = guesses(tmp_path)
    age, when = found["type", "age"], found["type", "when"]
    assert (age["value"], age["proposed"]) == ("text", "integer")
    assert age["rows"][:2] == ["row 4: about 4", "row 8: about 8"]
    assert when["proposed"] == "date"
    assert when["rows"][0] == "row 3: soon"


def test_codes_yes_and_no_and_places_need_no_mending(tmp_path: Path) -> None:
    found = guesses(tmp_path)
    for name, kind in (("zip", "code"), ("ok", "boolean"), ("city", "category")):
        assert (found["type", name]["value"], found["type", name]["proposed"]) == (kind, None)
    assert "place" in found["type", "city"]["because"]


def test_what_the_user_said_is_no_proposal_any_more(tmp_path: Path) -> None:
    found = guesses(tmp_path, types={"age": "integer"}, decimal=".")
    assert (found["type", "age"]["value"], found["type", "age"]["proposed"]) == ("integer", None)
    assert "14 values" in found["type", "age"]["because"]
