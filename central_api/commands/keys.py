"""`central-api keys`: showing and renewing the keys of the key list, with the root key brought here or left where it is."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path

from central_api.clock import utc_now
from central_api.commands.parts import Commands, say
from central_api.data_folder import opened
from central_api.offline import propose, publish_signed, sign_proposal
from central_api.published import Publications
from central_api.rotation import Renewal, listed, rotate
from sync.envelope import KeyList, instant_text, signing_key_id

_MOST_DAYS = 3_650
_RESTART = "Restart the service: until then it signs with the key of before."


def add_keys(commands: Commands) -> None:
    """Add the commands."""
    keys = commands.group("keys", "Show and renew the keys of the key list.")
    keys.add("list", _list, "Show the keys of the newest key list.")
    renew = keys.add("rotate", _rotate, "Make new keys, and the next key list with the older ones still in it.")
    renew.add_argument("--root", type=Path, required=True, metavar="FILE", help="the root key, brought for this one list")
    _add_renewal(renew)
    proposing = keys.add("propose", _propose, "Make new keys, and the next key list to be signed elsewhere.")
    proposing.add_argument("--to", type=Path, required=True, metavar="FILE", help="the proposed list; it holds nothing secret")
    _add_renewal(proposing)
    signing = keys.add("sign", _sign, "Sign a proposed list, where the root key is: needs no data folder.", on_data=False)
    signing.add_argument("--root", type=Path, required=True, metavar="FILE", help="the root key")
    signing.add_argument("--proposal", type=Path, required=True, metavar="FILE", help="what the centre proposes")
    signing.add_argument("--to", type=Path, required=True, metavar="FILE", help="the signed list, to be carried back")
    publishing = keys.add("publish", _publish, "Publish a list that was signed elsewhere.")
    publishing.add_argument("--list", type=Path, required=True, metavar="FILE", help="the signed list")


def _add_renewal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--signing", action="store_true", help="renew the signing key; with neither, both are renewed")
    parser.add_argument("--sealing", action="store_true", help="renew the sealing key")
    parser.add_argument("--overlap-days", type=_days, default=30, metavar="N", help="how long older signing keys still count")


def _renewal(options: argparse.Namespace) -> Renewal:
    both = not (options.signing or options.sealing)
    return Renewal(options.signing or both, options.sealing or both, timedelta(days=options.overlap_days))


def _rotate(options: argparse.Namespace) -> int:
    renewal = _renewal(options)
    with opened(options.data) as centre:
        key_list = rotate(options.data, options.root, Publications(centre.database, utc_now), utc_now, renewal)
    signs = f" {_RESTART}" if renewal.signing else ""
    say(f"Key list {key_list.version} is published.{signs} Back the new key files up, and take the root key away again.")
    return 0


def _propose(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        proposal = propose(options.data, Publications(centre.database, utc_now), utc_now, _renewal(options))
    options.to.write_bytes(proposal)
    say(f"Back the new key files up. Have {options.to} signed with: central-api keys sign")
    return 0


def _sign(options: argparse.Namespace) -> int:
    key_list, wire = sign_proposal(options.proposal.read_bytes(), options.root)
    options.to.write_bytes(wire)
    for line in _contents(key_list):
        say(line)
    say(f"Key list {key_list.version} is signed. Compare the ids with those at the centre, then carry {options.to} back.")
    return 0


def _publish(options: argparse.Namespace) -> int:
    wire = options.list.read_bytes()
    with opened(options.data) as centre:
        key_list = publish_signed(wire, Publications(centre.database, utc_now), centre.keys)
    say(f"Key list {key_list.version} is published. {_RESTART}")
    return 0


def _list(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        key_list = Publications(centre.database, utc_now).key_list().key_list
        lines = listed(key_list, centre.keys)
    for line in lines:
        until = "-" if line.until is None else instant_text(line.until)
        use = ("signs" if line.kind == "signing" else "seals") if line.counts else "old"
        where = "here" if line.here else "missing"
        say(f"{line.kind} {line.id} from={instant_text(line.since)} until={until} use={use} private={where}")
    return 0


def _contents(key_list: KeyList) -> list[str]:
    """The keys of a list by their ids, which are also the names of their files."""
    return [f"signing {signing_key_id(one.key)} from={instant_text(one.since)}" for one in key_list.signing] + [
        f"sealing {one.key.key_id.hex()} from={instant_text(one.since)}" for one in key_list.sealing
    ]


def _days(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"days are a number up to {_MOST_DAYS}")
    return number
