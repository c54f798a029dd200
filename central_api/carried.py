"""What the centre says of envelopes that somebody carried here, in a file for each kiosk that is carried back to it.

The documents are those that the kiosk would get over the network: the key list, the results, the catalogue. The results name no
nonce of a request; a word that is none stands for it (`sync.envelope.courier.CARRIED`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from central_api.clock import Clock, utc_now
from central_api.data_folder import Opened
from central_api.intake import Answer
from central_api.keys import Signer
from central_api.models import Device
from central_api.published import Publications
from sync.envelope import Purpose, instant_text
from sync.envelope.courier import ANSWERS, CARRIED, write_bundle

_AT_ONCE: Final = 100  # results in one document


def write_answers(
    centre: Opened, answers: Mapping[UUID, Sequence[Answer]], folder: Path, clock: Clock = utc_now
) -> Iterator[Path]:
    """Write a file for each device, or where there is none one for any kiosk; each once it is whole and on the disk.

    Raises:
        OSError: one cannot be written; no half of it has the name.
        NotSetUp, NoSigningKey: nobody could believe what is written.
    """
    publications = Publications(centre.database, clock)
    key_list = publications.key_list()
    signer, catalogue = centre.keys.signer(key_list.key_list), publications.catalogue_payload(after=0)
    common = [key_list.wire, *([] if catalogue is None else [signer.sign(Purpose.CATALOGUE, catalogue)])]
    with centre.database.read() as session:
        names = {device: name for device, name in session.execute(select(Device.id, Device.name))}  # noqa: C416 - rows
    now = clock()
    wires = {
        f"{_in_file_names(names.get(device, ''))}-{device.hex[-8:]}": _results(signer, device, told, instant_text(now))
        for device, told in answers.items()
    }  # two may be called the same
    for name, results in (wires or {"any": iter(())}).items():
        target = folder / f"answers-{name}-{now:%Y%m%dT%H%M%SZ}.txt"
        _write(target, [*common, *results])
        yield target


def _results(signer: Signer, device: UUID, told: Sequence[Answer], now: str) -> Iterator[bytes]:
    for start in range(0, len(told), _AT_ONCE):
        entries = [answer.entry() for answer in told[start : start + _AT_ONCE] if answer.id]
        yield signer.sign(Purpose.RESULTS, {"device": str(device), "nonce": CARRIED, "time": now, "results": entries})


def _write(target: Path, wires: Sequence[bytes]) -> None:
    begun = target.with_name(f".{target.name}.unfinished")
    try:
        with begun.open("wb") as file:
            write_bundle(file, wires, ANSWERS)
            file.flush()
            os.fsync(file.fileno())
        begun.rename(target)
    finally:
        begun.unlink(missing_ok=True)


def _in_file_names(name: str) -> str:
    """A kiosk's name with what every file system takes."""
    return "".join(each if each.isascii() and (each.isalnum() or each in "-_") else "_" for each in name)
