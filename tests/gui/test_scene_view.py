"""Pictures on the screen: true to the scene's numbers, painted again only where they changed, walked by keyboard."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from scopewright.gui.scene_glyphs import draw_text, set_line
from scopewright.gui.scene_painter import paint_item
from scopewright.gui.scene_view import SceneCanvas, SceneView
from scopewright.gui.scene_with_table import SceneWithTable
from scopewright.gui.theme.apply import switch
from scopewright.lint.example import scope_of
from scopewright.scenes import measure
from scopewright.scenes.lanes import axis as axis_of
from scopewright.scenes.lanes import lanes
from scopewright.scenes.measure import Font
from scopewright.scenes.palette import LIGHT_SCREEN
from scopewright.scenes.readings import team_timeline
from scopewright.scenes.scene import Anchor, Circle, Item, Line, Polygon, Rect, Scene, Table, Text
from tests.gui.conftest import child


def scene(*more: Item) -> Scene:
    cells = tuple(
        Rect(
            record=f"{c}x{r}",
            role="cell",
            alt=f"cell {c} {r}",
            x=c * 40,
            y=r * 30,
            width=38,
            height=28,
            fill="heat-low",
        )
        for r in range(3)
        for c in range(3)
    )
    return Scene(
        120, 90, (*cells, *more), "Risk heat map", "Nine cells.", Table(("Id", "Risk"), (("R-7", "<b>drift</b>"),))
    )


def shown(qtbot: QtBot, picture: Scene) -> SceneView:
    view = SceneView("heat")
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show_scene(picture)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.canvas.setFocus()
    return view


@pytest.mark.parametrize("font", ["regular", "semibold", "bold", "italic"])
@pytest.mark.parametrize(
    "text", ["AVATAR To Ta fi ffl", "Société Générale & Söhne", "R-7", "12,345.67 €", "東京 \ue123 x"]
)
def test_texts_are_as_wide_as_the_layout_counted(text: str, font: Font) -> None:
    assert set_line(text, font, 9.5).width == pytest.approx(measure.width(text, font, 9.5), rel=0.01)


def ink_of(item: Text) -> tuple[int, int, int, int]:
    """Left, top, right and bottom pixel that drawing a text at one pixel a point leaves dark."""
    image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_text(painter, item, QColor("black"))
    painter.end()
    dark = [(x, y) for x in range(400) for y in range(300) if image.pixelColor(x, y).alpha() > 60]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_the_ink_of_a_text_stays_in_its_box(anchor: Anchor) -> None:
    item = Text(x=200, y=50, text="ÄgHxamburg Typ", size=20, fill="ink", anchor=anchor)
    left, top, right, bottom = ink_of(item)
    box = item.bounds
    assert box.left - 1 <= left <= box.left + 4
    assert box.right - 4 <= right <= box.right + 1
    assert box.top - 1 <= top
    assert bottom <= box.bottom + 1


def test_a_turned_text_reads_upwards_in_its_box() -> None:
    item = Text(x=50, y=150, text="Probability", size=20, fill="ink", anchor="middle", rotation=-90)
    left, top, right, bottom = ink_of(item)
    assert item.bounds.top - 1 <= top < bottom <= item.bounds.bottom + 1
    assert item.bounds.left - 1 <= left < right <= item.bounds.right + 1


def test_every_shape_is_drawn_in_both_themes(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(
        qtbot,
        scene(
            Circle(x=20, y=14, radius=8, fill="pill", stroke="pill-edge", stroke_width=1),
            Line(x1=0, y1=60, x2=120, y2=60, stroke="ink", stroke_width=2, dash=(4, 2, 1)),
            Polygon(points=((90, 70), (100, 88), (80, 88)), fill="status-at-risk"),
            Polygon(points=((10, 70), (20, 88), (30, 70)), stroke="brand1", stroke_width=1, closed=False),
            Text(x=60, y=45, text="東 \ue123", size=12, fill="ink", anchor="middle"),
        ),
    )
    light = view.grab().toImage()
    assert len({light.pixelColor(x, y).name() for x in range(0, 480, 3) for y in range(0, 360, 3)}) > 5
    switch(qapp, "dark")
    assert view.grab().toImage() != light


class Painted(QObject):
    """Remembers what was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_only_what_changed_is_painted_again(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    canvas = view.canvas
    QApplication.processEvents()
    painted = Painted()
    canvas.installEventFilter(painted)
    view.show_scene(scene(Circle(x=20, y=14, radius=5, fill="pill")))
    QApplication.processEvents()
    area = painted.region.boundingRect()
    assert not area.isEmpty()
    assert area.right() < canvas.width() / 2
    assert area.bottom() < canvas.height() / 2
    painted.region = QRegion()
    view.show_scene(scene(Circle(x=20, y=14, radius=5, fill="pill")))
    QApplication.processEvents()
    assert painted.region.isEmpty()


def test_the_picture_is_as_wide_as_the_view_until_zoomed(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    assert view.canvas.width() == pytest.approx(view.viewport().width(), abs=1)
    view.resize(700, 700)
    assert view.canvas.width() == pytest.approx(view.viewport().width(), abs=1)
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.width() > view.viewport().width()
    QTest.keyClick(view.canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.width() == pytest.approx(view.viewport().width(), abs=1)


def test_arrows_walk_to_the_neighbour_and_enter_opens_it(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    canvas = view.canvas
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key)
    assert canvas.focused_record == "1x1"
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.focused_record == "2x1"
    with qtbot.waitSignal(view.record_activated) as heard:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert heard.args == ["2x1"]


def test_tab_walks_in_order_and_leaves_after_the_last(qtbot: QtBot) -> None:
    pane = SceneWithTable("heat")
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    pane.show_scene(scene())
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    canvas = pane.picture.canvas
    canvas.setFocus()
    seen = []
    for _ in range(9):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        seen.append(canvas.focused_record)
    assert (seen[0], seen[-1]) == ("0x0", "2x2")
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert not canvas.hasFocus()


def test_the_keyboard_stays_on_its_record_when_the_picture_changes(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    view.focus_record("1x1")
    view.show_scene(scene(Circle(record="R-7", x=20, y=14, radius=5, fill="pill")))
    assert view.canvas.focused_record == "1x1"
    assert not view.focus_record("R-99")


def test_a_bar_and_its_text_are_one_place(qtbot: QtBot) -> None:
    pill = Circle(record="R-7", alt="R-7: drift", x=20, y=14, radius=8, fill="pill")
    word = Text(record="R-7", x=20, y=17, text="R-7", size=8, fill="on-pill", anchor="middle")
    view = shown(qtbot, scene(pill, word))
    QTest.keyClick(view.canvas, Qt.Key.Key_End)
    assert view.canvas.focused_record == "R-7"
    assert len(view.canvas._targets) == 10


def test_a_click_focuses_and_a_double_click_opens(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    middle = QPoint(view.canvas.width() // 2, view.canvas.height() // 2)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert view.canvas.focused_record == "1x1"
    with qtbot.waitSignal(view.record_activated):
        QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle)


def test_the_focused_place_is_ringed(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    before = view.grab().toImage()
    view.focus_record("1x1")
    assert view.grab().toImage() != before


def test_a_screen_reader_hears_title_and_description(qtbot: QtBot) -> None:
    view = shown(qtbot, scene())
    assert view.canvas.accessibleName() == "Risk heat map"
    assert view.canvas.accessibleDescription() == "Nine cells."


def test_an_empty_canvas_takes_keys_without_harm(qtbot: QtBot) -> None:
    canvas = SceneCanvas("empty")
    qtbot.addWidget(canvas)
    canvas.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(canvas, key)
    assert canvas.focused_record == ""
    assert canvas.focused_area() == QRect()


def test_the_table_holds_the_same_content_as_plain_text(qtbot: QtBot) -> None:
    pane = SceneWithTable("heat")
    qtbot.addWidget(pane)
    pane.show_scene(scene())
    pane.show()
    toggle = child(pane, QPushButton, "heat.toggle")
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert pane.shows_table
    assert toggle.accessibleName() == "Show as picture"
    table = child(pane, QTableView, "heat.table")
    assert table.isVisible()
    model = table.model()
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in range(2)] == ["Id", "Risk"]
    assert model.index(0, 1).data() == "<b>drift</b>"


def test_what_the_face_of_a_role_lacks_is_drawn_from_the_bundled_fallbacks_and_the_rest_word_by_word() -> None:
    for text in ("検索の重複を20%減らす", "라벨이 흔들린다"):
        line = set_line(text, "regular", 12)
        assert line.missing == ()
        assert line.width == pytest.approx(measure.width(text, "regular", 12), rel=0.01)
    turned = set_line("a שלום עולם b", "regular", 12)
    assert [run for _left, run in turned.missing] == ["שלום עולם"]
    assert turned.width == pytest.approx(measure.width("a שלום עולם b", "regular", 12), rel=0.01)


def test_m29_lines_of_releases_and_constraints_are_painted_at_their_days_through_all_lanes() -> None:
    scope = scope_of({
        "people": [{"name": "Modelling", "sort": "team"}],
        "milestones": [{"title": "Model", "team": "Modelling", "start": "2027-01-04", "due": "2027-06-25"}],
        "releases": [{"name": "v1", "due": "2027-03-31"}, {"name": "v2", "due": "2027-06-15"}],
        "constraints": [{"statement": "No change in the freeze", "on": "2027-04-22"}],
    })  # fmt: skip
    timeline = team_timeline(scope)
    picture, axis = lanes(timeline, 900), axis_of(timeline, 900)
    assert axis is not None
    for spoken, day in (("V-1", dt.date(2027, 3, 31)), ("V-2", dt.date(2027, 6, 15)), ("C-1", dt.date(2027, 4, 22))):
        role = "constraint-line" if spoken == "C-1" else "release-line"
        (line,) = [each for each in picture.of_role(role) if each.record == spoken]
        image = QImage(900, round(picture.height), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_item(painter, line, LIGHT_SCREEN)
        painter.end()
        dark = [
            (x, y) for x in range(900) for y in range(0, image.height(), 2) if image.pixelColor(x, y).lightness() < 200
        ]
        expected = axis.left + (day - axis.first).days / (axis.last - axis.first).days * axis.width
        assert {x for x, _y in dark} <= {int(expected) + aside for aside in (-1, 0, 1)}
        assert max(y for _x, y in dark) - min(y for _x, y in dark) >= 20
