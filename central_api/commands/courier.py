"""`central-api intake`: takes in sealed envelopes that somebody carried here on a stick, as the HTTP intake would have.

A file is read twice: first to its end, so that one that is cut off or was changed on its way is refused whole; then batch by
batch. What came over the network before, or comes after, is the same envelope: it is kept once. The kiosk learns of it with its
next pass, from a signed answer; or from the same answer in a file that is carried back, with the key list and the catalogue.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from central_api.carried import write_answers
from central_api.clock import utc_now
from central_api.commands.parts import Commands, fail, say
from central_api.data_folder import Opened, opened
from central_api.intake import Answer, Intake
from central_api.metrics import Metrics
from central_api.models import Device
from central_api.settings import Limits
from sync.envelope import Envelope, EnvelopeError
from sync.envelope.courier import BadBundle, read_bundle

_UNKNOWN_DEVICE = "unknown-device"


def add_courier(commands: Commands) -> None:
    """Add the command."""
    intake = commands.add("intake", _intake, "Take in files of sealed envelopes that kiosks wrote to a stick.")
    intake.add_argument(
        "--answers",
        type=Path,
        metavar="FOLDER",
        help="write what is carried back there: a file for each kiosk, or without FILE the newest catalogue for any",
    )
    intake.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="as a kiosk wrote it; the same one twice changes nothing"
    )


def _intake(options: argparse.Namespace) -> int:
    if options.answers is not None and not options.answers.is_dir():
        return fail(f"{options.answers}: there is no such folder; nothing was taken in")
    if not options.files and options.answers is None:
        return fail("name a FILE, or a folder for --answers")
    for file in options.files:
        try:
            number = sum(1 for _wire in _envelopes(file))
        except BadBundle as refusal:
            return fail(f"{file}: {_WHY[str(refusal)]}; nothing was taken in")
        say(f"{file}: {number} envelopes")
    found, answers = Counter[str](), defaultdict[UUID, list[Answer]](list)
    with opened(options.data) as centre:
        for file in options.files:
            found.update(_take_in(centre, file, answers))
        if options.answers is not None:
            try:
                for written in write_answers(centre, answers, options.answers):
                    say(f"{written}: written")
            except OSError as error:
                return fail(f"{options.answers}: {error.strerror}; everything was taken in: try again with the same files")
    say(" ".join(f"{result}={count}" for result, count in sorted(found.items())) or "nothing")
    return 0


_WHY = {
    "other": "it is no file of sealed envelopes",
    "cut-off": "it ends too early; have the kiosk write it again",
    "changed": "it is not as the kiosk wrote it; have it written again",
}


def _envelopes(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened_file:
        yield from read_bundle(opened_file)


def _take_in(centre: Opened, file: Path, answers: defaultdict[UUID, list[Answer]]) -> Counter[str]:
    """What became of the envelopes of a file. Those of a device that is not ours are not kept: nobody brought them."""
    limits = centre.settings.limits
    intake = Intake(centre.database, utc_now, limits, Metrics())
    with centre.database.read() as session:
        ours = frozenset(session.scalars(select(Device.id)))
    found = Counter[str]()
    for device, wires in groupby(_envelopes(file), _device_of):
        if device is None or device not in ours:
            found[_UNKNOWN_DEVICE] += sum(1 for _wire in wires)
            continue
        for batch in _batches(wires, limits):
            told = intake.receive(device, batch)
            answers[device] += told
            found.update(answer.result.value for answer in told)
    return found


def _device_of(wire: bytes) -> UUID | None:
    try:
        return Envelope.from_bytes(wire).header.device_id
    except EnvelopeError:
        return None


def _batches(wires: Iterator[bytes], limits: Limits) -> Iterator[list[bytes]]:
    """As many at a time as one request may carry."""
    batch, size = list[bytes](), 0
    for wire in wires:
        if batch and (len(batch) == limits.batch_envelopes or size + len(wire) > limits.batch_bytes):
            yield batch
            batch, size = [], 0
        batch.append(wire)
        size += len(wire)
    if batch:
        yield batch
