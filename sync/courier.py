"""Takes in the centre's answers from a file that somebody carried here (`kiosk_app.ports.courier.CarriedAnswers`).

They are the same objects that HTTP gives, and they pass the same checks: a key list that the pinned root key signed, then results
and a catalogue that a key of that list signed. Versions never go back. Results have to name this device, and each the digest that
is kept here; what they say is written down through the outbox, as after a pass, so what comes both ways counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.courier import Taken
from kiosk_app.ports.device import DeviceState, DocumentKind, Enrolment, KeptDocument
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.queue import Queue
from kiosk_app.ports.submissions import Custody, Outbox, Settled, Settlement
from kiosk_app.staff_errors import AnswersRefused
from sync.envelope import NotSigned, Purpose, read_document, read_key_list
from sync.envelope.courier import ANSWERS, CARRIED, BadBundle, read_bundle
from sync.fetching import Keys, kept_key_list
from sync.verdicts import Judged, Named, Question, Verdict, carried_results


class CourierAnswers:
    """See the module."""

    def __init__(self, devices: DeviceState, queue: Queue, outbox: Outbox, clock: Clock) -> None:
        self._devices = devices
        self._queue = queue
        self._outbox = outbox
        self._clock = clock

    def take(self, file: IO[bytes]) -> Taken:
        """Take in a file; see the port. It is read to its end first, so that one that is not whole changes nothing."""
        enrolment = self._devices.enrolment()
        if enrolment is None:
            raise NotEnrolled(reason=NotEnrolled.code)
        try:
            for _wire in read_bundle(file, ANSWERS):
                pass
            file.seek(0)
            taken = Taken()
            for wire in read_bundle(file, ANSWERS):
                taken = self._with(taken, wire, enrolment)
        except BadBundle as refusal:
            raise AnswersRefused(why=str(refusal)) from None
        return taken

    def _with(self, taken: Taken, wire: bytes, enrolment: Enrolment) -> Taken:
        """What was taken before, and this document."""
        if self._is_key_list(wire, enrolment):
            return taken
        kept = kept_key_list(self._devices, enrolment)
        keys: Keys = {} if kept is None else kept.signing_keys()
        results = carried_results(wire, Question(enrolment.device_id, CARRIED, keys))
        if results is not None:
            return self._settled(taken, results)
        kept_catalogue = self._catalogue(wire, enrolment, keys)
        if kept_catalogue is None:
            return replace(taken, refused=taken.refused + 1)
        return replace(taken, catalogues=taken.catalogues + kept_catalogue)

    def _is_key_list(self, wire: bytes, enrolment: Enrolment) -> bool:
        """Whether the pinned root key signed it; kept where it is newer."""
        try:
            found = read_key_list(wire, Ed25519PublicKey.from_public_bytes(enrolment.root_key))
        except (NotSigned, ValueError):
            return False
        kept = kept_key_list(self._devices, enrolment)
        if kept is None or found.version > kept.version:
            self._devices.keep_document(DocumentKind.KEY_LIST, KeptDocument(found.version, wire, self._clock.now()), enrolment)
        return True

    def _settled(self, taken: Taken, results: Mapping[Named, Judged]) -> Taken:
        """Write down what the centre says of envelopes that are here, byte for byte, and not acknowledged yet."""
        here = self._queue.unsettled([named.id for named in results])
        settlements = []
        for named, judged in results.items():
            known = here.get(named.id)
            if known is None or known.digest != named.digest:
                continue
            if judged.verdict is Verdict.ACKNOWLEDGED:
                settlements.append(Settlement(named.id, Settled.ACKNOWLEDGED))
            elif judged.verdict is Verdict.QUARANTINED and known.custody is not Custody.QUARANTINED:
                settlements.append(Settlement(named.id, Settled.QUARANTINED, judged.reason))
        self._outbox.settle(settlements, self._clock.now())
        received = sum(each.settled is Settled.ACKNOWLEDGED for each in settlements)
        aside = len(settlements) - received
        return replace(taken, received=taken.received + received, put_aside=taken.put_aside + aside)

    def _catalogue(self, wire: bytes, enrolment: Enrolment, keys: Keys) -> bool | None:
        """Whether a newer catalogue is kept now; None for what is no catalogue that the centre signed."""
        try:
            version = read_document(Purpose.CATALOGUE, wire, keys).get("version")
        except NotSigned:
            return None
        if type(version) is not int:
            return None
        kept = self._devices.document(DocumentKind.CATALOGUE)
        if kept is not None and version <= kept.version:
            return False
        return self._devices.keep_document(DocumentKind.CATALOGUE, KeptDocument(version, wire, self._clock.now()), enrolment)
