"""`central-api attachments`: what came with a case as a file, listed, and written out one by one for staff of the machine."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from uuid import UUID

from central_api.clock import utc_now
from central_api.commands.deciding import person_of
from central_api.commands.parts import Commands, fail, say, say_lines
from central_api.data_folder import opened
from central_api.staff.finding import NoSuchCase
from central_api.staff.papers import NotWhole, PaperLine, Papers
from central_api.staff.people import operator
from sync.envelope import BadAttachment

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def add_attachments(commands: Commands) -> None:
    """Add the commands."""
    attachments = commands.group("attachments", "Show what came with a case as a file; write it out.")
    listing = attachments.add("list", _list, "Show the attachments of a case: ids, kinds, sizes and digests.")
    listing.add_argument("reference", metavar="REFERENCE")
    listing.add_argument("--json", action="store_true", help="print JSON")
    getting = attachments.add("get", _get, "Write an attachment to a new file of one's own. Who took it is written down first.")
    getting.add_argument("reference", metavar="REFERENCE")
    getting.add_argument("--as", dest="person", type=person_of, required=True, metavar="NAME", help="who does it, for the record")
    getting.add_argument("--id", type=UUID, required=True, metavar="ID", help="as `list` shows it")
    getting.add_argument("--output", type=Path, required=True, metavar="FILE", help="a file that is not there yet")


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        try:
            lines = Papers(centre.database, utc_now).lines(operator("-"), options.reference)
        except NoSuchCase:
            return fail("there is no such case")
    return say_lines(lines, _text, as_json=options.json)


def _text(line: PaperLine) -> str:
    return f"{line.id} place={line.place} kind={line.kind} bytes={line.length} sha256={line.digest} state={line.state}"


def _get(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        try:
            content = Papers(centre.database, utc_now).take(options.person, options.reference, options.id)
        except NoSuchCase:
            return fail("there is no such case, or it has no such attachment")
        except (NotWhole, BadAttachment):
            return fail("the attachment has not come whole, or is not what the request says that it is")
    with os.fdopen(os.open(options.output, _NEW, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    say(f"{options.output} bytes={len(content)}")
    return 0
