"""Rules about concerns, questions, notes, releases and their checkpoints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scopewright.language import N_, _, ngettext
from scopewright.lint.finding import Found, alone, at, each, whole
from scopewright.lint.scope import Scope
from scopewright.model import marked_needs
from scopewright.model.readings.readiness import checkpoint_held
from scopewright.model.sections import questions
from scopewright.model.sections.checkpoints import Checkpoint
from scopewright.model.sections.concerns import Concern
from scopewright.model.sections.needs import Need
from scopewright.model.sections.notes import Note
from scopewright.model.sections.questions import Question
from scopewright.model.sections.releases import Release


@each(
    Concern,
    "CNC01",
    "warning",
    N_("A concern is neither answered nor deferred"),
    field="answer",
    why=N_("Somebody in the room was uneasy; silence will not calm them."),
    bad={"concerns": [{"title": "Are customer names needed?"}]},
    good={"concerns": [{"title": "Are customer names needed?", "answer": "No: the key is hashed before export."}]},
)
def concern_is_answered(concern: Concern, scope: Scope) -> str:
    """Every concern has an answer or a later release it is deferred to, or was carried forward into one."""
    if concern.answer or scope.is_carried_forward(concern):
        return ""
    if concern.deferred_to is None:
        return _("Answer it, or say which release it is deferred to.")
    order = [release.key for release in scope.all(Release)]
    both = concern.release in order and concern.deferred_to in order
    later = not both or order.index(concern.deferred_to) > order.index(concern.release or "")
    return "" if later else _("It is deferred to its own release or an earlier one: answer it.")


@each(
    Question,
    "QUE01",
    "warning",
    N_("An open question is with nobody"),
    field="ask",
    why=N_("It will still be open on the day of the signature."),
    bad={"questions": [{"title": "Who owns the tag list?"}]},
    good={"questions": [{"title": "Who owns the tag list?", "ask": "Helena Marsh"}]},
)
def question_is_with_somebody(question: Question, scope: Scope) -> str:
    """Every open question names who answers it."""
    return _("Nobody was asked.") if _is_open(question, scope) and question.ask is None else ""


def _is_open(question: Question, scope: Scope) -> bool:
    """Whether it waits for its answer here, and not as its copy in a later release."""
    return question.state in questions.OPEN and not scope.is_carried_forward(question)


@each(
    Question,
    "QUE02",
    "warning",
    N_("An open question is overdue"),
    field="due",
    why=N_("Whoever waits for the answer is late by as much."),
    bad={
        "questions": [{"title": "Who owns the tag list?", "ask": "Helena Marsh", "due": "2027-02-26"}],
        "document": [{"status_date": "2027-03-02"}],
    },
    good={
        "questions": [{"title": "Who owns the tag list?", "ask": "Helena Marsh", "due": "2027-03-05"}],
        "document": [{"status_date": "2027-03-02"}],
    },
)
def question_is_not_overdue(question: Question, scope: Scope) -> str:
    """No open question is due before the status date."""
    late = _is_open(question, scope) and scope.late(question.due)
    return _("It was due before the status date.") if late else ""


@alone(
    Question,
    "QUE03",
    "warning",
    N_("A question counts as answered without an answer"),
    field="answer",
    why=N_("The next reader has to ask it again."),
    bad={"questions": [{"title": "Who owns the tag list?", "state": "answered"}]},
    good={"questions": [{"title": "Who owns the tag list?", "state": "answered", "answer": "The content desk"}]},
)
def answered_has_an_answer(question: Question) -> str:
    """A question in the state answered says what the answer is."""
    return _("It is answered, but not with what.") if question.state == "answered" and not question.answer else ""


@whole(
    "NOT01",
    "hint",
    N_("Notes of a session wait in the inbox"),
    why=N_("A line that was said and not sorted is in no brief."),
    bad={"notes": [{"line": "They rebuild the list every Monday by hand", "state": "inbox"}]},
    good={"notes": [{"line": "They rebuild the list every Monday by hand", "state": "used"}]},
)
def inbox_is_empty(scope: Scope) -> Iterator[Found]:
    """No note is still in the inbox; one finding stands for all."""
    waiting = [note for note in scope.all(Note) if note.state == "inbox"]
    if waiting:
        message = ngettext("{count} note is not sorted yet.", "{count} notes are not sorted yet.", len(waiting))
        yield at(waiting[0], "state", message.format(count=len(waiting)))


@whole(
    "NOT02",
    "hint",
    N_("A tag in a text asks for something that nobody noted down"),
    why=N_("[DATA], [EXPLORE] or [MOCK] was typed; without its need nobody will see to it."),
    bad={"notes": [{"line": "[DATA] billing table of 2026", "state": "used"}]},
    good={"notes": [{"line": "They rebuild the list every Monday by hand", "state": "used"}]},
)
def tags_have_needs(scope: Scope) -> Iterator[Found]:
    """Each tag in a note or in the text of a record has its need."""
    for section in marked_needs.SECTIONS:
        for record in scope.of(section):
            for mark in marked_needs.missing(scope.engagement, record)[:1]:
                yield at(record, record.section.headline, _("{tag} has no need yet.").format(tag=mark.tag))


@each(
    Need,
    "NOT03",
    "hint",
    N_("A need whose tag was taken out of its note"),
    field="title",
    why=N_("Either it is still wanted, or somebody forgot to remove it; nothing is deleted unasked."),
    bad={
        "notes": [{"line": "They rebuild the list by hand", "state": "used"}],
        "needs": [{"title": "Billing table", "sort": "data", "note": "They rebuild the list by hand"}],
    },
    good={
        "notes": [{"line": "[DATA] billing table", "state": "used"}],
        "needs": [{"title": "billing table", "sort": "data", "note": "[DATA] billing table"}],
    },
)
def needs_keep_their_tag(need: Need, scope: Scope) -> str:
    """A need that came from a note stands there with its tag."""
    left = marked_needs.is_left_over(scope.engagement, need)
    return _("Its tag is no longer in the note: keep it, or remove it.") if left else ""


@alone(
    Release,
    "REL01",
    "hint",
    N_("A release has no date"),
    field="due",
    why=N_("Whoever plans around it makes up a date of their own."),
    bad={"releases": [{"name": "v1", "purpose": "A first list"}]},
    good={"releases": [{"name": "v1", "purpose": "A first list", "due": "2027-03-12"}]},
)
def release_has_a_date(release: Release) -> str:
    """Every release says when it is due."""
    return _("It has no date.") if release.is_empty("due") else ""


@alone(
    Release,
    "REL02",
    "hint",
    N_("A release has no purpose"),
    field="purpose",
    why=N_("At the gate nobody can say what it was for."),
    bad={"releases": [{"name": "v1", "due": "2027-03-12"}]},
    good={"releases": [{"name": "v1", "due": "2027-03-12", "purpose": "Show that the order of the list is right"}]},
)
def release_has_a_purpose(release: Release) -> str:
    """Every release says what it is for."""
    return "" if release.purpose else _("It does not say what it is for.")


@alone(
    Checkpoint,
    "CKP01",
    "warning",
    N_("A checkpoint was held with questions left out"),
    field="motion",
    why=N_("The one that was skipped is the one that hurts."),
    bad={"checkpoints": [{"title": "March", "held": "2027-03-02", "motion": "stuck"}]},
    good={
        "checkpoints": [
            {
                "title": "March", "held": "2027-03-02", "motion": "better", "simpler": "no", "question": "yes",
                "metrics": "yes", "ageing": "unsure",
            }
        ]
    },
)  # fmt: skip
def checkpoint_is_complete(checkpoint: Checkpoint) -> str:
    """A checkpoint that was held answers all five questions."""
    asked = ("motion", "simpler", "question", "metrics", "ageing")
    missing = sum(checkpoint.is_empty(name) for name in asked)
    message = ngettext("{count} question is open.", "{count} questions are open.", missing)
    return message.format(count=missing) if checkpoint.held and missing else ""


@whole(
    "CKP02",
    "warning",
    N_("Work on a release began before the checkpoint of the one before"),
    why=N_("Five questions nobody asked: the new release builds on whatever was wrong with the last one."),
    bad={
        "releases": [{"name": "v1", "stage": "deploy"}, {"name": "v2", "stage": "poc"}],
        "checkpoints": [{"title": "March", "release": "v1"}],
    },
    good={
        "releases": [{"name": "v1", "stage": "deploy"}, {"name": "v2", "stage": "poc"}],
        "checkpoints": [
            {
                "title": "March", "release": "v1", "held": "2027-03-02", "motion": "better", "simpler": "no",
                "question": "yes", "metrics": "yes", "ageing": "unsure",
            }
        ],
    },
)  # fmt: skip
def checkpoint_comes_first(scope: Scope) -> Iterator[Found]:
    """A release has a stage only when the checkpoint card of the one before it is complete."""
    for before, release in pairwise(scope.all(Release)):
        if release.stage and not checkpoint_held(scope.engagement, before.key):
            yield at(release, "stage", _("The checkpoint of {name} is not held.").format(name=before.headline))


@whole(
    "REL03",
    "error",
    N_("A later release is due before an earlier one"),
    why=N_("Either the order or a date is wrong, and every plan built on them."),
    bad={"releases": [{"name": "v1", "due": "2027-06-30"}, {"name": "v2", "due": "2027-03-12"}]},
    good={"releases": [{"name": "v1", "due": "2027-03-12"}, {"name": "v2", "due": "2027-06-30"}]},
)
def releases_follow_in_time(scope: Scope) -> Iterator[Found]:
    """In their order, releases are due one after the other."""
    dated = [release for release in scope.all(Release) if release.due]
    for before, after in pairwise(dated):
        if before.due and after.due and after.due < before.due:
            yield at(after, "due", _("It is due before {name}.").format(name=before.name))


@whole(
    "REL04",
    "warning",
    N_("Something in a release needs something of a later one"),
    why=N_("The release cannot be finished on its own date."),
    bad={
        "releases": [{"name": "v1"}, {"name": "v2"}],
        "deliverables": [
            {"title": "Call list", "release": "v1", "depends_on": ["Score service"]},
            {"title": "Score service", "release": "v2"},
        ],
    },
    good={
        "releases": [{"name": "v1"}, {"name": "v2"}],
        "deliverables": [
            {"title": "Call list", "release": "v2", "depends_on": ["Score service"]},
            {"title": "Score service", "release": "v1"},
        ],
    },
)
def nothing_needs_a_later_release(scope: Scope) -> Iterator[Found]:
    """What a deliverable depends on belongs to no later release than the deliverable itself."""
    order = {release.key: number for number, release in enumerate(scope.all(Release))}
    for record in scope.of("deliverables"):
        for name, key in record.links():
            needed = scope.engagement.get(key)
            if name != "depends_on" or needed is None or None in (record.release, needed.release):
                continue
            if order.get(str(needed.release), 0) > order.get(str(record.release), 0):
                yield at(record, name, _("{id} comes in a later release.").format(id=needed.id))
