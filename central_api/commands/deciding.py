"""`central-api decide`: what staff do over HTTP, done by the operator of the machine, under the name they give."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from central_api.app import staff_desk
from central_api.commands import typed
from central_api.commands.parts import Commands, fail, say
from central_api.data_folder import opened
from central_api.plain import plain
from central_api.staff.desk import StaffDesk
from central_api.staff.finding import CaseLine, NoSuchCase, Wanted
from central_api.staff.obstacles import CannotDo
from central_api.staff.people import NO_NAME, Person, is_name, operator
from central_api.staff.reading import OpenedCase
from central_api.staff.rulings import BY_STAFF, Standing
from central_api.staff.steps import Acceptance, Refusal
from central_api.states import CaseState, Parked
from services.visits.slots import read_slot
from sync.envelope import instant_text

_AT_MOST: Final = 100_000  # cases in one list


def add_deciding(commands: Commands) -> None:
    """Add the commands."""
    deciding = commands.group("decide", "Show what waits for staff, open a case, decide on it.")
    listing = deciding.add("list", _list, "Show cases, those opened last first: references and states, no answers.")
    listing.add_argument(
        "--state", type=CaseState, choices=list(CaseState), action="append", help="without it, what waits for staff"
    )
    listing.add_argument("--site", type=typed.printable, default="", metavar="CODE")
    listing.add_argument("--service", type=typed.printable, default="", metavar="KEY")
    listing.add_argument(
        "--older-than", type=typed.whole(0, typed.LARGEST), default=0, metavar="NUMBER", help="only cases with a smaller number"
    )
    listing.add_argument("--limit", type=typed.whole(1, _AT_MOST), default=50, metavar="N")
    listing.add_argument("--json", action="store_true", help="print JSON")
    opening = _on_case(deciding, "open", _open, "Show a whole case. That it was shown, and to whom, is written down first.")
    opening.add_argument("--json", action="store_true", help="print JSON")
    accepting = _on_case(deciding, "accept", _accept, "Accept: at a time, or at the first asked for that has a place.")
    accepting.add_argument("--slot", type=_slot, metavar="TIME", help="as 2026-11-28T09:30/11:00")
    accepting.add_argument("--over-capacity", action="store_true", help="beyond what the session takes")
    accepting.add_argument("--closed", action="store_true", help="a closed visit")
    accepting.add_argument("--not-listed", type=int, action="append", default=[], metavar="N", help="a visitor who cannot come")
    refusing = _on_case(deciding, "refuse", _refuse, "Refuse, for reasons.")
    refusing.add_argument("--reason", action="append", required=True, metavar="CODE")
    refusing.add_argument(
        "--not-listed", type=int, action="append", default=[], metavar="N", help="a visitor who is not on the list"
    )
    refusing.add_argument("--renews-on", type=date.fromisoformat, metavar="DAY", help="from when there is an allowance again")
    parking = _on_case(deciding, "park", _park, "Put a case aside, for a reason.")
    parking.add_argument("--reason", type=Parked, choices=list(BY_STAFF), required=True)
    _on_case(deciding, "release", _release, "Give a case back to the worker.")


def _on_case(commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    made = commands.add(name, run, text)
    made.add_argument("--as", dest="person", type=person_of, required=True, metavar="NAME", help="who does it, for the record")
    made.add_argument("--reference", required=True)
    if name != "open":
        made.add_argument("--version", metavar="VERSION", help="as `open` showed it: refuse when the case has changed since")
    return made


def person_of(text: str) -> Person:
    """Who acts, as an argument."""
    if not is_name(text):
        raise argparse.ArgumentTypeError(NO_NAME)
    return operator(text)


def _slot(text: str) -> str:
    if read_slot(text) is None:
        raise argparse.ArgumentTypeError("a time is written as 2026-11-28T09:30/11:00")
    return text


def _list(options: argparse.Namespace) -> int:
    states = tuple(options.state) if options.state else Wanted().states
    wanted = Wanted(states, options.site, options.service, options.older_than, options.limit)
    with _desk(options) as desk:
        page = desk.find(operator("-"), wanted)
    if options.json:
        say(json.dumps(plain(page), indent=2))
        return 0
    for line in page.cases:
        say(_line(line))
    return 0


def _open(options: argparse.Namespace) -> int:
    def opening(desk: StaffDesk) -> None:
        opened_case = desk.reader.open(options.person, options.reference)
        if options.json:
            say(json.dumps(plain(opened_case), indent=2, ensure_ascii=False))
            return
        for line in _shown(opened_case):
            say(line)

    return _done(options, opening)


def _accept(options: argparse.Namespace) -> int:
    accepted = Acceptance(options.slot or "", options.over_capacity, options.closed, tuple(options.not_listed))
    return _done(
        options,
        lambda desk: _say_standing(desk.rulings.accept(options.person, options.reference, accepted, options.version)),
    )


def _refuse(options: argparse.Namespace) -> int:
    refusal = Refusal(tuple(options.reason), tuple(options.not_listed), options.renews_on)
    return _done(
        options, lambda desk: _say_standing(desk.rulings.refuse(options.person, options.reference, refusal, options.version))
    )


def _park(options: argparse.Namespace) -> int:
    return _done(
        options, lambda desk: _say_standing(desk.rulings.park(options.person, options.reference, options.reason, options.version))
    )


def _release(options: argparse.Namespace) -> int:
    return _done(options, lambda desk: _say_standing(desk.rulings.release(options.person, options.reference, options.version)))


def _done(options: argparse.Namespace, do: Callable[[StaffDesk], None]) -> int:
    try:
        with _desk(options) as desk:
            do(desk)
    except NoSuchCase:
        return fail("there is no such case")
    except CannotDo as error:
        return fail(str(error))
    return 0


@contextmanager
def _desk(options: argparse.Namespace) -> Iterator[StaffDesk]:
    with opened(options.data) as centre:
        yield staff_desk(centre.settings, centre.database)


def _say_standing(standing: Standing) -> None:
    said = {"state": standing.state, "reason": standing.reason, "told": standing.told, "slot": standing.slot}
    say(" ".join([standing.reference, *(f"{name}={value or '-'}" for name, value in said.items())]))


def _line(line: CaseLine) -> str:
    return (
        f"{line.number} {line.reference} service={line.service} site={line.site or '-'} state={line.state} "
        f"reason={line.reason or '-'} cites={line.cites or '-'} received={instant_text(line.received)}"
    )


def _shown(opened_case: OpenedCase) -> Iterator[str]:
    """A case line by line: what was answered, what was confirmed, what came of it."""
    yield _line(opened_case.line)
    helper = opened_case.assisted_by or "-"
    yield f"version={opened_case.version} language={opened_case.language} assisted-by={helper}"
    if opened_case.assistance is not None:
        yield "assistance: " + " ".join(f"{name}={value}" for name, value in sorted(opened_case.assistance.items()))
    for row in opened_case.worded.rows:
        numbered = [f"{number}. {line}" for number, line in enumerate(row.lines, 1)] if row.ranked else row.lines
        yield f"{row.label}: {' / '.join(numbered)}"
    for problem in opened_case.worded.problems:
        yield f"problem: {problem}"
    if opened_case.worded.confirmed is None:
        yield "confirmed: not kept"
    for said in opened_case.worded.confirmed or ():
        yield f"confirmed: {said.path}: {said.asked} {said.answer}"
    yield f"times: {' '.join(opened_case.slots) or '-'}"
    if (cited := opened_case.cited) is not None:
        facts = f"known={_yes(cited.known)} date-of-birth-matches={_yes(cited.matches)}"
        yield f"cites: {cited.reference} {facts} told={cited.state or '-'}"
    for other in opened_case.alike:
        yield f"alike: {_line(other)}"
    for told in opened_case.told:
        what = f"{told.state} reasons={','.join(told.decided_as) or '-'} slot={told.slot or '-'} claim={told.claim_number or '-'}"
        yield f"told: {what} at={instant_text(told.decided)} by={told.by or 'worker'}"
    for done in opened_case.done:
        yield f"done: {done.act} by={done.staff} at={instant_text(done.done)}"


def _yes(value: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if value else "no"
