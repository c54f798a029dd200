"""`central-api parked`: what could not be processed, and taking it up again when its cause is gone."""

from __future__ import annotations

import argparse
from uuid import UUID

from central_api.commands.parts import Commands, fail, say, say_lines
from central_api.data_folder import opened
from central_api.parked import ParkedLine, parked_lines, take_one_up_again, take_up_again
from central_api.states import Parked
from sync.envelope import instant_text


def add_parked(commands: Commands) -> None:
    """Add the commands."""
    parked = commands.group("parked", "Show what is parked; take it up again.")
    listing = parked.add("list", _list, "Show what is parked, first what came first: ids and reasons, no answers.")
    listing.add_argument("--reason", type=Parked, choices=list(Parked))
    listing.add_argument("--json", action="store_true", help="print JSON")
    releasing = parked.add("release", _release, "Give what is parked back to the worker, and print how much.")
    which = releasing.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", type=Parked, choices=list(Parked), help="all that is parked for it")
    which.add_argument("--id", type=UUID, metavar="ID", help="one submission")


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = parked_lines(centre.database, options.reason)
    return say_lines(lines, _text, as_json=options.json)


def _text(line: ParkedLine) -> str:
    of_case = f"reference={line.reference or '-'} service={line.service or '-'} site={line.site or '-'}"
    return f"{line.submission_id} reason={line.reason} {of_case} received={instant_text(line.received)}"


def _release(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        if options.reason is not None:
            say(str(take_up_again(centre.database, options.reason)))
        elif take_one_up_again(centre.database, options.id):
            say("1")
        else:
            return fail("no such submission is parked")
    return 0
