"""`central-api sites`: how the centre's sites are doing."""

from __future__ import annotations

import argparse

from central_api.commands.parts import Commands, minute_text, say_lines
from central_api.data_folder import opened
from central_api.site_list import SiteLine, site_lines


def add_sites(commands: Commands) -> None:
    """Add the command."""
    sites = commands.group("sites", "Show the sites.")
    listing = sites.add("list", _list, "Show every site: its kiosks, when one was seen, what they brought, what waits for staff.")
    listing.add_argument("--json", action="store_true", help="print JSON")


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = site_lines(centre.database)
    return say_lines(lines, _text, as_json=options.json)


def _text(line: SiteLine) -> str:
    kiosks = f"kiosks={line.kiosks} revoked={line.revoked} seen={minute_text(line.last_seen)}"
    counts = f"brought={line.brought} waiting={line.waiting} parked={line.parked} with-staff={line.with_staff}"
    return f"{line.site or '-'} {kiosks} {counts}"
