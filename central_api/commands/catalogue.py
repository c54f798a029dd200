"""`central-api catalogue`: the reference data that kiosks are given, version by version."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from central_api.clock import utc_now
from central_api.commands import typed
from central_api.commands.parts import Commands, fail, say
from central_api.data_folder import opened
from central_api.published import CatalogueLine, NoPrisons, NotNewer, PrisonsMissing, Publications
from services.catalogue import Catalogue
from services.catalogue.model import BadCatalogue
from services.guidance import BadGuidance, read_folder, to_payload
from sync.envelope import instant_text


def add_catalogue(commands: Commands) -> None:
    """Add the commands."""
    catalogue = commands.group("catalogue", "Show and publish the reference data that kiosks are given.")
    showing = catalogue.add("show", _show, "Show the newest version: one line or, with --json, all of it.")
    showing.add_argument("--json", action="store_true", help="print the catalogue as JSON, as `publish` reads it")
    publishing = catalogue.add("publish", _publish, "Publish a version. Kiosks fetch it with their next pass.")
    publishing.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE", help="JSON with a higher version")
    publishing.add_argument(
        "--closing",
        type=typed.whole(0, typed.LARGEST),
        default=0,
        metavar="N",
        help="how many prisons of the newest version are left out on purpose",
    )
    publishing.add_argument("--guidance", type=Path, metavar="FOLDER", help="content files, in place of the guidance in FILE")
    catalogue.add("history", _history, "Show every version that was published, the newest first.")


def _show(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        publications = Publications(centre.database, utc_now)
        payload = publications.catalogue_payload(after=0)
        lines = publications.catalogue_lines()
    if payload is None:
        return fail("no catalogue was published")
    if options.json:
        say(json.dumps(payload["catalogue"], ensure_ascii=False, indent=1))
    else:
        say(_line(lines[0]))
    return 0


def _publish(options: argparse.Namespace) -> int:
    try:
        catalogue = Catalogue.from_json(options.source.read_bytes())
        if options.guidance is not None:
            catalogue = replace(catalogue, guidance=to_payload(read_folder(options.guidance)))
    except BadCatalogue as error:
        return fail(f"{options.source} is no catalogue: {error}; nothing was published")
    except BadGuidance as error:
        return fail(f"{options.guidance} is no guidance: {error}; nothing was published")
    with opened(options.data) as centre:
        try:
            Publications(centre.database, utc_now).publish_next_catalogue(catalogue, options.closing)
        except NotNewer as error:
            return fail(f"it is version {catalogue.version}, and version {error.newest} is the newest; nothing was published")
        except NoPrisons:
            return fail("it has no prisons; nothing was published")
        except BadGuidance as error:
            return fail(f"its guidance would not be shown: {error}; nothing was published")
        except PrisonsMissing as error:
            return fail(_missing(error.codes, options.closing))
    say(f"Catalogue {catalogue.version} is published.")
    return 0


def _missing(codes: Sequence[str], closing: int) -> str:
    left_out = f"it leaves out {len(codes)} prisons of the newest version ({' '.join(codes) or 'none'})"
    return f"{left_out}, and --closing says {closing}; nothing was published"


def _history(options: argparse.Namespace) -> int:
    with opened(options.data) as centre:
        lines = Publications(centre.database, utc_now).catalogue_lines()
    for line in lines:
        say(_line(line))
    return 0


def _line(line: CatalogueLine) -> str:
    return f"version={line.version} as-of={line.as_of.isoformat()} issued={instant_text(line.issued)} prisons={line.prisons}"
