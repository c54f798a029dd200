"""`central-api devices`: which kiosks there are, and taking one's right to send away."""

from __future__ import annotations

import argparse
from uuid import UUID

from central_api.app import enrolments
from central_api.commands.parts import Commands, fail, minute_text, say_lines
from central_api.data_folder import opened
from central_api.device_list import DeviceLine, device_lines


def add_devices(commands: Commands) -> None:
    """Add the commands."""
    devices = commands.group("devices", "Show the kiosks; take one's right to send away.")
    listing = devices.add("list", _list, "Show every kiosk: where it stands, when it was seen, what it sent, its alarms.")
    listing.add_argument("--json", action="store_true", help="print JSON")
    revoke = devices.add("revoke", _revoke, "Take a kiosk's right to send away.")
    revoke.add_argument("--device", type=UUID, required=True, metavar="ID")


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = device_lines(centre.database)
    return say_lines(lines, _text, as_json=options.json)


def _text(line: DeviceLine) -> str:
    seen = minute_text(line.last_seen)
    counts = f"envelopes={line.envelopes} waiting={line.waiting} parked={line.parked} outcomes={line.outcomes}"
    return (
        f"{line.id} {line.name} site={line.site or '-'} state={line.state} seen={seen} {counts} "
        f"audit={line.audit_rows} alarms={line.alarms} key={line.key}"
    )


def _revoke(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        if not enrolments(centre.settings, centre.database).revoke(options.device):
            return fail("there is no such device")
    return 0
