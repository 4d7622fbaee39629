"""How each section stands with its reviewers, what keeps a ring from being asked, and signing off (rows M5 to M7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from scopewright.gui.actions import READ_ONLY, Action
from scopewright.gui.background import Background
from scopewright.gui.editing import Editing
from scopewright.gui.job_client import JobClient
from scopewright.gui.keeping.dialog import Dialog
from scopewright.gui.pages.returned_brief import ReturnedBrief
from scopewright.gui.pages.signed_pages import SignedPages
from scopewright.gui.tables.rows import Group, Head, RowModel, row_table
from scopewright.gui.widgets.day_box import DayBox
from scopewright.gui.widgets.empty_state import EmptyState
from scopewright.gui.widgets.label import Label
from scopewright.gui.widgets.notice import Notice
from scopewright.language import N_, _, current, ngettext, show_day
from scopewright.model.engagement import Engagement
from scopewright.model.refusal import SaidToUser
from scopewright.model.review import STATES, Gate, Reading, Standing, seen_by, signoffs, with_content
from scopewright.model.review_signing import Signing, refusal, sign
from scopewright.model.sections.people import Person
from scopewright.model.sections.review_rings import ReviewRing
from scopewright.model.sections.signoffs import Signoff
from scopewright.store.attachments import Attachments

if TYPE_CHECKING:
    from scopewright.gui.catalogue import Surroundings


@dataclass(frozen=True)
class Line:
    """A section in a ring (by hidden key; empty for signatures without one): its title and state, who signed when, and
    who is still to sign.
    """

    ring: str
    section: str
    title: str
    state: str
    signed: str
    age: str
    waiting: str


_HEADS = (
    Head[Line](N_("Section"), lambda line: line.title),
    Head[Line](N_("State"), lambda line: line.state),
    Head[Line](N_("Signed"), lambda line: line.signed),
    Head[Line](N_("Age"), lambda line: line.age, right=True),
    Head[Line](N_("Still to sign"), lambda line: line.waiting),
)


class ReviewsPage(QWidget):
    """Rings with their sections; Enter opens a section. Under them, what keeps the ring one is in from being asked.

    States are read beside the window's thread.
    """

    def __init__(
        self, editing: Editing, client: JobClient, window: Surroundings, attachments: Callable[[], Attachments]
    ) -> None:
        super().__init__()
        self.setObjectName("reviews")
        self._editing, self._go_to, self._notify_window = editing, window.go_to, window.notify
        self._attachments = attachments
        self._comments = ReturnedBrief(editing, client, self, window.notify)
        self._background = Background(self)
        self.model = RowModel[Line](_HEADS)
        self.table = row_table("reviews.table", _("Reviews"), self.model, (220, 200, 260, 80, 200), 0, self._open)
        self._said: Mapping[str, str] = {}
        self.table.selectionModel().currentChanged.connect(self._tell)
        self._about = Label(wrap=True, muted=True)
        self._about.setObjectName("reviews.about")
        text = _(
            "Say who reviews: the team, then the leads, then the executives, and which sections each of them sees."
        )
        rings = _("Add a review ring"), lambda: self._go_to("review_rings", "", "")
        empty = EmptyState("reviews.empty", "users-round", _("No review ring yet"), text, action=rings)
        self._stack = QStackedWidget()
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.table, stretch=1)
        inner.addWidget(self._about)
        self._stack.addWidget(body)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 16)
        column.addWidget(self._stack)

    def title(self) -> str:
        """The heading over the page."""
        return _("Reviews")

    def page_actions(self) -> Sequence[Action]:
        """Signing off, and the brief of whoever is to sign next."""
        group, page = N_("Reviews"), "reviews"

        def may_sign() -> bool:
            return not self._editing.read_only and bool(self._editing.engagement.all(Person))

        return [
            Action("reviews.brief", N_("Open the reviewer's brief"), self._open_brief, "Ctrl+Shift+B", "file-text",
                   group, self._has_readers, page=page, place="header",
                   lacks=N_("there is no review ring yet, and nobody has signed")),
            Action("reviews.comments", N_("Read the comments of a returned brief…"), self._comments.ask, "",
                   "messages-square", group, lambda: not self._editing.read_only, page=page, lacks=READ_ONLY),
            Action("reviews.scans", N_("Signed pages…"), self._open_scans, "", "file-check", group,
                   lambda: bool(self._editing.engagement.all(Signoff)), page=page, place="header",
                   lacks=N_("nobody has signed yet")),
            Action("reviews.sign", N_("Sign off…"), self._ask, "Ctrl+Return", "file-check", group, may_sign, page=page,
                   place="primary", lacks=N_("nobody is named yet who could sign")),
        ]  # fmt: skip

    def refresh(self, _changes: Sequence[object]) -> None:
        """Read the states again."""
        known = any(self._editing.engagement.records(key) for key in ("review_rings", "signoffs"))
        self._stack.setCurrentIndex(0 if known else 1)
        copy = self._editing.engagement.copied()
        self._background.ask(partial(_read, copy), self._show)

    def reveal(self, _record: str) -> bool:
        """There are no records here."""
        return False

    def _show(self, found: tuple[list[Line | Group], Mapping[str, str]]) -> None:
        rows, self._said = found
        at = self.table.currentIndex().row()
        self.model.show(rows)
        lines = [row for row, each in enumerate(rows) if isinstance(each, Line)]
        self.table.selectRow(at if at in lines else next(iter(lines), -1))
        self._tell()

    def _tell(self) -> None:
        ring, line = self._ring(), self._line()
        said = self._said.get(line.ring if line is not None else ring.key if ring is not None else "", "")
        self._about.setText(said)
        self._about.setVisible(bool(said))

    def _line(self) -> Line | None:
        row = self.table.currentIndex().row()
        found = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        return found if isinstance(found, Line) else None

    def _has_readers(self) -> bool:
        """Asked when the page opens, before the states are read: so not of the table."""
        return bool(self._editing.engagement.all(ReviewRing) or self._editing.engagement.all(Signoff))

    def _open(self, row: int) -> None:
        line = self.model.rows[row]
        if isinstance(line, Line):
            self._go_to(line.section, "", "")

    def _ring(self) -> ReviewRing | None:
        """The ring of the chosen line, else the first; none where a signature without a ring is shown."""
        line = self._line()
        rings = self._editing.engagement.all(ReviewRing)
        if line is None:
            return rings[0] if rings else None
        return next((ring for ring in rings if ring.key == line.ring), None)

    def _open_brief(self) -> None:
        reader = next(iter(self._readers()), "")
        self._go_to("brief", self._editing.engagement.spoken(reader) if reader else "", "")

    def _readers(self) -> Sequence[str]:
        """Whom the line concerns: the reviewers of its ring; without a ring who signed, the last one first."""
        ring, line = self._ring(), self._line()
        if line is not None and not line.ring:
            signed = reversed(signoffs(self._editing.engagement))
            return [each.person for each in signed if each.person and not each.ring]
        return ring.reviewers if ring is not None else ()

    def _open_scans(self) -> None:
        SignedPages(self.window(), self._editing, self._attachments).open()

    def _ask(self) -> None:
        self._editing.flush()
        SignDialog(self.window(), self._editing.engagement, self._ring(), self._sign).open()

    def _sign(self, signing: Signing) -> None:
        try:
            made = sign(self._editing.engagement, signing, self._editing.who)
        except SaidToUser as error:
            self._notify_window(Notice("signed", "error", str(error)))
            return
        happened = _("{name} has signed.").format(name=made.name)
        kept = _("What was signed is kept; changes are counted from it.")
        self._notify_window(Notice("signed", "success", happened, kept))


class SignDialog(Dialog):
    """Who signs, in which role, for which ring, on which day."""

    def __init__(
        self, parent: QWidget, engagement: Engagement, ring: ReviewRing | None, signed: Callable[[Signing], object]
    ) -> None:
        text = _(
            "The signature binds what the sections say now. Undo does not take it back; an edit shows as changed since."
        )
        super().__init__(parent, "sign", "file-check", _("Sign off"), text)
        self._engagement, self._signed = engagement, signed
        self.ring = self._box("ring", _("Review ring"))
        self.ring.addItem(_("None: every section"), "")
        for each in engagement.all(ReviewRing):
            self.ring.addItem(each.headline or each.id, each.key)
        self.person, self.role = self._box("person", _("Person")), QLineEdit()
        for person in engagement.all(Person):
            self.person.addItem(person.headline or person.id, person.key)
        self.role.setObjectName("sign.role")
        self.role.setAccessibleName(_("Role"))
        self.day = DayBox("sign.day", _("Signed on"))
        self.day.setMaximumDate(QDate.currentDate())
        self._gate = Label(wrap=True)
        self._gate.setObjectName("sign.gate")
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("&Ring"), self.ring),
            (_("&Person"), self.person),
            (_("R&ole"), self.role),
            (_("&Signed on"), self.day),
        )
        form = QFormLayout()
        for label, widget in fields:
            form.addRow(label, widget)
        self.body.addLayout(form)
        self.body.addWidget(self._gate)
        self.offer_cancel()
        self._button = self.offer_and_close("sign", _("Sign off"), self._give, "file-check", main=True)
        self.ring.currentIndexChanged.connect(self._read_ring)
        self.person.currentIndexChanged.connect(self._read_role)
        self.ring.setCurrentIndex(max(0, self.ring.findData(ring.key)) if ring else 0)
        self._read_ring()

    def _box(self, name: str, accessible: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"sign.{name}")
        box.setAccessibleName(accessible)
        return box

    def _read_ring(self) -> None:
        """Offer the first reviewer of the ring, and say what keeps it from being asked."""
        ring = next((r for r in self._engagement.all(ReviewRing) if r.key == self.ring.currentData()), None)
        said = refusal(ring, Reading(self._engagement).gate(ring)) if ring is not None else ""
        self._gate.setText(said)
        self._gate.setVisible(bool(said))
        self._button.setEnabled(not said)
        if ring is not None and ring.reviewers:
            self.person.setCurrentIndex(max(0, self.person.findData(ring.reviewers[0])))
        self._read_role()

    def _read_role(self) -> None:
        person = self._engagement.get(self.person.currentData())
        self.role.setText(person.role if isinstance(person, Person) else "")

    def _give(self) -> None:
        role, ring = self.role.text().strip(), self.ring.currentData()
        self._signed(Signing(self.person.currentData(), role, self.day.chosen(), ring))


def _read(engagement: Engagement) -> tuple[list[Line | Group], Mapping[str, str]]:
    """The rows, and what there is to say of a ring, by its hidden key."""
    found, content = Reading(engagement), with_content(engagement)
    rows: list[Line | Group] = []
    said = {}
    for ring in engagement.all(ReviewRing):
        gate = found.gate(ring)
        seen = [key for key in content if key in seen_by(engagement, ring)]
        rows.append(Group(_heading(ring, gate)))
        rows += [_line(engagement, ring.key, key, found.of_ring(ring, key)) for key in seen]
        said[ring.key] = "\n".join(_gate(ring, gate))
    outside = [(key, found.outside_rings(key)) for key in content]
    signed = [_line(engagement, "", key, standing) for key, standing in outside if standing.signoffs]
    if signed:
        rows += [Group(_("Signed without a ring")), *signed]
    return rows, said


def _heading(ring: ReviewRing, gate: Gate) -> str:
    name, count = ring.headline or ring.id, len(gate.questions)
    if gate.is_open:
        return name
    text = ngettext(
        "{ring}: not asked yet, {count} open question", "{ring}: not asked yet, {count} open questions", count
    )
    return text.format(ring=name, count=count)


def _gate(ring: ReviewRing, gate: Gate) -> Iterator[str]:
    if closed := refusal(ring, gate):
        yield closed
    if ahead := sorted({each.headline or each.id for each, _key in gate.ahead}):
        text = _("Before {ring}, not everything is approved by: {others}.")
        yield text.format(ring=ring.headline or ring.id, others=", ".join(ahead))


def _line(engagement: Engagement, ring: str, key: str, standing: Standing) -> Line:
    today = dt.datetime.now().astimezone().date()
    age = standing.age(today)
    signed = [
        f"{each.name}, {show_day(each.signed, current())}" if each.signed else each.name for each in standing.signoffs
    ]
    return Line(
        ring,
        key,
        _(engagement.sections[key].title),
        _(STATES[standing.state]),
        "; ".join(signed),
        "" if age is None else ngettext("{n} day", "{n} days", age).format(n=age),
        "; ".join(engagement.label(person) for person in standing.waiting),
    )
