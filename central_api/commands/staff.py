"""`central-api staff`: the accounts with which staff decide over HTTP."""

from __future__ import annotations

import argparse

from central_api.clock import utc_now
from central_api.commands import typed
from central_api.commands.parts import Commands, fail, say, say_lines, warn
from central_api.data_folder import opened
from central_api.staff.accounts import AccountLine, StaffAccounts, UnusableAccount
from central_api.staff.people import Role
from sync.envelope import instant_text


def add_staff(commands: Commands) -> None:
    """Add the commands."""
    staff = commands.group("staff", "Add, show and end the accounts of staff.")
    adding = staff.add("add", _add, "Add a member of staff, and print their token. It is shown this once, and kept nowhere.")
    adding.add_argument("--name", required=True, help="under which what they do is written down")
    adding.add_argument(
        "--site", type=typed.site, action="append", default=[], metavar="CODE", help="whose cases they see; without it, all"
    )
    adding.add_argument("--role", type=Role, choices=list(Role), default=Role.CASEWORKER)
    listing = staff.add("list", _list, "Show every account, also those that were ended.")
    listing.add_argument("--json", action="store_true", help="print JSON")
    ending = staff.add("end", _end, "End an account: its token is worth nothing from now on.")
    ending.add_argument("--name", type=typed.printable, required=True)


def _add(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        accounts = StaffAccounts(centre.database, utc_now)
        try:
            say(accounts.add(options.name, options.role, options.site))
        except UnusableAccount as error:
            return fail(str(error))
        for site in accounts.without_kiosks(options.site):
            warn(f"no kiosk was ever enrolled at {site}: only what is asked of a prison with this code will be seen")
    return 0


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = StaffAccounts(centre.database, utc_now).lines()
    return say_lines(lines, _text, as_json=options.json)


def _text(line: AccountLine) -> str:
    ended = "-" if line.ended is None else instant_text(line.ended)
    sites = ",".join(line.sites) or "all"
    return f"{line.name} role={line.role} sites={sites} added={instant_text(line.added)} ended={ended}"


def _end(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        if not StaffAccounts(centre.database, utc_now).end(options.name):
            return fail("there is no such account in use")
    return 0
