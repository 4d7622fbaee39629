"""A firm's style on a brief: logo, colours, typeface, terms; safe to take in, readable, and never naming a client."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest
from PIL import Image

from scopewright.briefs.file_name import PATTERN, check_pattern, file_name
from scopewright.briefs.house_style import HouseStyle, checked, from_json, mended, without_client
from scopewright.briefs.logo import taken
from scopewright.briefs.papers import PAPERS, Paper
from scopewright.briefs.registry import BRIEFS
from scopewright.briefs.render import rendered
from scopewright.briefs.style import wearing
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.tables import new_engagement
from scopewright.progress import Silent
from scopewright.scenes.palette import contrast
from scopewright.scenes.typefaces import families
from scopewright.store.house_styles import HouseStyles, read_style, write_style
from tests.briefs import engagements
from tests.briefs.conftest import Made, squashed
from tests.briefs.looks import faults
from tests.briefs.standards import PROFILES, elements, failures

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><defs><linearGradient id="g">
<stop offset="0" stop-color="#a05"/><stop offset="1" stop-color="#fa0"/></linearGradient></defs>
<rect width="120" height="40" rx="8" fill="url(#g)" fill-opacity="0.7"/><circle cx="20" cy="20" r="9"/></svg>"""
CLIENT = "Harbour Water plc"


def picture(form: str = "PNG", mode: str = "RGBA") -> bytes:
    out = BytesIO()
    made = Image.new(mode, (400, 120), (200, 30, 60, 128)[: len(mode)])
    made.save(out, form)
    return out.getvalue()


def style(**values: str) -> HouseStyle:
    said = {
        "name": "Alder & Finch",
        "brand1": "#5B1236",
        "brand2": "#8A4B00",
        "font": "Inter",
        "logo": base64.b64encode(taken(SVG)).decode(),
        "details": "12 Quay Street, Bristol\nCompany 01234567",
        "clauses": "{firm} keeps what {client} tells it.\n\nIt is <b>not</b> said elsewhere & never {else}.",
    }
    return HouseStyle(**{**said, **values})


def worn(engagement: Engagement, house: HouseStyle, kind: str = "sow", paper: Paper = "a4", form: str = "pdf") -> Made:
    with wearing(house):
        return Made(engagement, paper, rendered(engagement, kind, paper, None, Silent(), form))


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("kind", ["sow", "reviewer", "executive"])
def test_a_brief_in_a_house_style_keeps_to_the_standards_and_the_margins(kind: str, paper: Paper) -> None:
    made = worn(engagements.realistic(), style(), kind, paper)
    for profile in PROFILES:
        assert failures(made.brief.set.data, profile) == []
    assert faults(made.brief.set.data, paper, contrast=True)[:5] == []


def test_the_logo_says_whose_it_is_and_nothing_in_the_file_is_transparent() -> None:
    with worn(engagements.realistic(), style()).open() as pdf:
        told = [str(each.Alt) for each in elements(pdf) if each.S == "/Figure"]
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        fonts = {str(each.BaseFont)[8:] for each in pdf.objects if _is_font(each)}
    assert "Logo of Alder & Finch ML Consulting" in told
    assert [(str(each.ColorSpace), "/SMask" in each) for each in images] == [("/DeviceRGB", False)]
    assert any(name.startswith("Inter") for name in fonts)
    assert not any(name.startswith("SourceSans3-SemiBold") for name in fonts)


def _is_font(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item


def test_equal_styles_give_equal_bytes_and_leave_the_next_brief_plain() -> None:
    source = engagements.realistic()
    plain = rendered(source, "sow", "a4", None, Silent()).set.data
    first, second = (worn(source, style()).brief.set.data for _n in range(2))
    assert first == second
    assert rendered(source, "sow", "a4", None, Silent()).set.data == plain != first


def test_the_terms_name_both_parties_and_are_text() -> None:
    text = worn(engagements.realistic(), style()).text
    assert squashed("Alder & Finch ML Consulting keeps what Harbour Water plc tells it.") in text
    assert squashed("It is <b>not</b> said elsewhere & never {else}.") in text
    assert squashed("12 Quay Street, Bristol") in text


def test_firm_and_classification_of_the_style_hold_where_document_control_says_nothing() -> None:
    house = style(firm="Finch Ltd", classification="confidential")
    assert "CONFIDENTIAL" in "".join(_whole(worn(engagements.tiny(), house)))
    assert "FinchLtd" in worn(engagements.tiny(), house).text
    assert "FinchLtd" not in worn(engagements.realistic(), house).text


def _whole(made: Made) -> list[str]:
    import pypdfium2  # type: ignore[import-untyped] # ships no types

    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.brief.set.data)]


def test_word_excel_and_web_wear_it_too() -> None:
    source = engagements.realistic()
    with ZipFile(BytesIO(worn(source, style(), form="docx").brief.set.data)) as file:
        styles, body = file.read("word/styles.xml").decode(), file.read("word/document.xml").decode()
        assert [name for name in file.namelist() if name.endswith(".png")]
    assert 'w:ascii="Inter"' in styles
    assert "5B1236" in styles
    assert 'descr="Logo of Alder' in body
    book = openpyxl.load_workbook(BytesIO(worn(source, style(), form="xlsx").brief.set.data))
    head = book.worksheets[0].cell(1, 1)
    assert (head.fill.fgColor.rgb, head.font.name) == ("005B1236", "Inter")
    page = worn(source, style(font="x</style><script>"), form="html").brief.set.data.decode()
    assert "#5B1236" in page
    assert 'alt="Logo of Alder &amp; Finch ML Consulting" src="data:image/png;base64,' in page
    assert "<script" not in page


@pytest.mark.parametrize("data", [picture(), picture("JPEG", "RGB"), SVG])
def test_a_logo_becomes_an_opaque_png_of_a_size_that_print_needs(data: bytes) -> None:
    with Image.open(BytesIO(taken(data))) as found:
        assert (found.format, found.mode) == ("PNG", "RGB")
        assert found.width <= 900
        assert found.height <= 300


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        picture()[:60],
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><style>@import "http://x"</style></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(http://x#a)"/></svg>',
        b"<svg",
    ],
)
def test_what_is_no_picture_or_reaches_out_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(SaidToUser, match=r"choose a PNG|save it as plain SVG"):
        taken(data)


def test_a_colour_too_pale_to_read_is_darkened_and_said() -> None:
    made, said = mended(style(brand1="#FFD700", brand2="#00B050"))
    assert contrast(made.brand1, "#FFFFFF") >= 7
    assert contrast(made.brand2, "#FFFFFF") >= 4.5
    assert [text.split()[0] for text in said] == ["#FFD700", "#00B050"]
    assert mended(style())[1] == ()


@pytest.mark.parametrize(
    "values",
    [{"name": ""}, {"brand1": "red"}, {"classification": "odd"}, {"file_name": "{person}"}, {"logo": "?"}],
)
def test_a_style_that_cannot_be_used_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(SaidToUser):
        checked(style(**values))


@pytest.mark.parametrize("data", [None, [], {}, {"version": 99}, {"version": 1, "name": 3}, {"version": "1"}])
def test_a_file_that_is_no_style_is_refused(data: object) -> None:
    with pytest.raises(SaidToUser):
        from_json(data)


def test_styles_are_shared_by_name_and_come_back_as_they_were(tmp_path: Path) -> None:
    held = HouseStyles(tmp_path / "styles")
    assert held.names() == []
    for name in ("Alder & Finch", "alder & finch", "A/B: <c>"):
        held.write(name, style(name=name).to_json())
    assert held.names() == ["A/B: <c>", "Alder & Finch", "alder & finch"]
    assert from_json(held.read("A/B: <c>")) == style(name="A/B: <c>")
    (tmp_path / "styles" / "broken.style.json").write_text("[")
    assert len(held.names()) == 3
    assert held.remove("Alder & Finch")
    assert held.read("Alder & Finch") is None
    write_style(tmp_path / "out.json", style().to_json())
    assert from_json(read_style(tmp_path / "out.json")) == style()


def test_a_clients_name_is_never_carried_over_to_another_engagement() -> None:
    typed = style(clauses=f"{CLIENT} pays. HARBOUR  WATER\nPLC signs.", file_name=f"{CLIENT} {{kind}}", details=CLIENT)
    kept, where = without_client(typed, CLIENT)
    assert CLIENT not in json.dumps(kept.to_json())
    assert set(where) == {"clauses", "file_name", "details"}
    assert kept.file_name == "{client} {kind}"
    other = new_engagement("Price check", "Corner Shops Ltd")
    text = worn(other, kept).text
    assert "HarbourWater" not in text
    assert squashed("Corner Shops Ltd pays. Corner Shops Ltd signs.") in text
    assert file_name(kept.file_name, other, "Statement of work", "pdf") == "Corner Shops Ltd Statement of work.pdf"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (PATTERN, "Harbour Water plc – Early warning for pump failures – Statement of work v1.2.pdf"),
        ("{client} {kind} v{version} {date}", "Harbour Water plc Statement of work v1.2 2026-11-20.pdf"),
        ("{release} - {reference}_{state}", "HW-PUMP-SCOPE_Issued for sign-off.pdf"),
    ],
)
def test_a_file_is_called_as_the_pattern_says_without_what_is_empty(pattern: str, said: str) -> None:
    assert file_name(pattern, engagements.realistic(), "Statement of work", "pdf") == said
    check_pattern(pattern)


def test_an_engagement_that_says_little_still_has_a_file_name() -> None:
    assert file_name(PATTERN, engagements.tiny(), "Scope", "pdf") == "Price check – Scope.pdf"
    assert file_name("{client}", engagements.tiny(), "Scope", "md") == "Brief.md"


def test_every_family_offered_has_each_role_and_the_bundled_one_is_first() -> None:
    found = families()
    assert next(iter(found)) == "Source Sans 3"
    assert "Inter" in found
    assert all(path.is_file() for files in found.values() for path in files.values())


def test_every_kind_can_wear_a_style() -> None:
    for kind in BRIEFS:
        assert worn(engagements.tiny(), style(font="Not Installed"), kind).brief.set.data[:5] == b"%PDF-"
