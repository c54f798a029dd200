"""The words of the capture sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from services.common.received import RECEIVED_WORDS, ReceivedFault
from services.forms.keyings import BoxKeyed, Difference
from services.forms.marks import Mark
from services.forms.paper import BoxKind
from services.forms.problem import Level, Problem
from services.forms.sheet import SheetBox
from services.forms.words import Words, verbatim
from ui.a11y import Told
from ui.court_desk.batch_words import MARKS
from ui.court_desk.sheet_drawing import MARK_WORDS
from ui.desk.words import _, _n
from ui.theme import LookSource, Said

if TYPE_CHECKING:
    from kiosk_app.use_cases.capturing import OpenSheet
    from ui.court_desk.form import TypedForm

_TAKES = {
    BoxKind.DATE: _("A date as on the paper: 1 July 2026, 01 07 2026 or 010726"),
    BoxKind.MONEY: _("Pounds as on the paper: 1,840.00 or 1840-00"),
    BoxKind.NAME: _("The whole name: Mr David Thomas, or Thomas, David"),
    BoxKind.ADDRESS: _("The address in one line, with commas. A postcode at its end goes into its box"),
    BoxKind.TIME: _("A day and a time: 26 11 2026 2pm"),
    BoxKind.LONG: _("Enter goes on. Shift and Enter begin a new line"),
    BoxKind.CHOICE: _("First letters of the answer"),
    BoxKind.TEXT: _("As on the paper"),
}
_AS_TYPED = frozenset({BoxKind.LONG, BoxKind.TEXT})
_SECOND, _DECIDED = 2, 3
_MOST_CODES = 8


def form_words(opened: OpenSheet) -> Said:
    """Which form it is."""
    paper = opened.service.paper
    return opened.service.title if paper is None or paper.is_ours else _("Form {name}", name=paper.name)


def fact_words(opened: OpenSheet) -> tuple[Words, ...]:
    """Which item, by the number of its first paper or by its place in the batch, and when it came."""
    number = opened.line.number or str(opened.line.position)
    return (_("Item {number}", number=number), _("Received {day:long}", day=opened.line.received))


def keying_words(opened: OpenSheet) -> Said:
    """Which keying it is; the first needs no word."""
    return {_SECOND: _("Second keying"), _DECIDED: _("To decide")}.get(opened.kept.round, "")


def by_words(opened: OpenSheet) -> Said:
    """Who keyed it first, for whoever keys it again."""
    return _("(first keyed by {name})", name=opened.first_by) if opened.first_by else ""


def hint_words(opened: OpenSheet) -> Words:
    """How far the batch is."""
    return _("{done} of {all} in this batch", done=opened.at.done, all=opened.at.of)


def far_words(form: TypedForm) -> Words:
    """How much is left to do; of a second keying, in which nothing must be, how much is empty."""
    left = len(form.to_do())
    if not left and form.empty:
        return _n("{n} box is empty", "{n} boxes are empty", len(form.empty))
    return _n("{n} box left", "{n} boxes left", left) if left else _("Nothing is left")


def problem_words(form: TypedForm, problem: Problem) -> Words:
    """What is wrong with a box, or how to say yes to it."""
    if problem.path.startswith("@"):
        return RECEIVED_WORDS[ReceivedFault(problem.code)]
    words = form.opened.service.words_for(problem)
    if problem.level is not Level.CONFIRM or problem in form.seen:
        return words
    return _("{warning} F11: {yes}", warning=words, yes=form.opened.service.yes_to(problem))


def advice_words(form: TypedForm) -> Said:
    """What the box takes, and what it was read as."""
    codes = form.codes()
    if codes and len(codes) <= _MOST_CODES:
        said = [Words("{code} {words}", "", (("code", code), ("words", words))) for code, words in codes]
        joined = said[0]
        for each in said[1:]:
            joined = Words("{before}    {after}", "", (("before", joined), ("after", each)))
        return joined
    read = form.read_of(form.box).said
    if form.text and read is not None and form.box.kind not in _AS_TYPED:
        return _("Read as: {said}", said=read)
    return _TAKES.get(form.box.kind, verbatim(""))


def box_words(difference: Difference) -> Words:
    """Which box it is."""
    return _("Box {number}, {label}", number=difference.number, label=difference.label)


def keyed_words(keyed: BoxKeyed) -> Words:
    """What stood in it in one keying."""
    return MARKS[keyed.mark] if keyed.mark else verbatim(keyed.raw)


def left_words(left: int) -> Words:
    """How many are left."""
    return _n("{n} difference left", "{n} differences left", left)


def sheet_words(form: TypedForm) -> tuple[Words, ...]:
    """The whole sheet, for whoever does not see it: how many boxes, how many are left, and what is wrong where."""
    boxes = form.sheet.boxes
    said = [_n("{n} box", "{n} boxes", len(boxes)), far_words(form)]
    for box in boxes:
        problem = form.read_of(box).problem
        if problem is not None and (form.is_faulty(box) or form.is_warned(box)):
            said.append(
                _("Box {number}, {label}: {problem}", number=box.number, label=box.label, problem=problem_words(form, problem))
            )
    return tuple(said)


def told_of(form: TypedForm, box: SheetBox, looks: LookSource) -> Told:
    """One box, for whoever does not see it. Its name and `state_words` are nobody's answer."""
    text, read = form.texts.get(box.key, ""), form.read_of(box)
    said = [*state_words(form, box)]
    if read.said is not None and text and box.kind not in _AS_TYPED:
        said.append(_("Read as: {said}", said=read.said))
    elif read.said is not None and not text:
        said.append(read.said)
    if read.problem is not None and (form.is_faulty(box) or form.is_warned(box)):
        said.append(problem_words(form, read.problem))
    description = ". ".join(" ".join(looks.say(each).split()).rstrip(".") for each in said)
    return Told(f"{box.number} {looks.say(box.label)}", text, description, chosen=box.key == form.current)


def state_words(form: TypedForm, box: SheetBox) -> Iterator[Said]:
    """What a box shows beside its text: that it is marked, differs, or may be left empty."""
    if box.key in form.marks:
        yield MARK_WORDS[Mark(form.marks[box.key])]
    if form.deciding is not None and box.key in form.deciding.keys:
        yield _("Differs")
    if not (form.read_of(box).needed or form.texts.get(box.key) or form.read_of(box).said or box.key in form.marks):
        yield _("May stay empty")
