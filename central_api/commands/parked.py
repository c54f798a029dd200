"""`central-api parked`: what could not be processed, and taking it up again when its cause is gone."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from uuid import UUID

from central_api.commands.parts import Commands, fail, plain, say
from central_api.data_folder import opened
from central_api.parked import parked_lines, take_one_up_again, take_up_again
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
    if options.json:
        say(json.dumps([plain(asdict(line)) for line in lines], indent=2))
        return 0
    for line in lines:
        of_case = f"reference={line.reference or '-'} service={line.service or '-'} site={line.site or '-'}"
        say(f"{line.submission_id} reason={line.reason} {of_case} received={instant_text(line.received)}")
    return 0


def _release(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        if options.reason is not None:
            say(str(take_up_again(centre.database, options.reason)))
        elif take_one_up_again(centre.database, options.id):
            say("1")
        else:
            return fail("no such submission is parked")
    return 0
