"""Asks the centre about a reference, also one that was not made on this kiosk. States and codes only come back, never names."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from kiosk_app.errors import NotOurCentre
from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.machine import Clock
from sync.asking import Asking
from sync.envelope import Purpose, read_instant


class CentreStatus:
    """The look-up (`kiosk_app.ports.centre.StatusLookup`)."""

    def __init__(self, asking: Asking, clock: Clock) -> None:
        self._asking = asking
        self._clock = clock

    def look_up(self, reference: str) -> RemoteStatus | None:
        """What the centre knows; None when it knows no such reference.

        Raises:
            NoNetwork: no answer, or too many look-ups ("centre-busy").
            NotOurCentre: no answer that our centre signed.
            NotEnrolled: this device has no identity, or the centre takes nothing from it any more.
            KeyUnavailable: the device's key cannot be read.
        """
        with self._asking.question() as (line, question):
            answer = line.send("GET", f"/v1/status/{quote(reference, safe='')}", {"nonce": question.nonce})
            document = line.document(answer, Purpose.STATUS, question)
        try:
            return self._status(document, reference)
        except (KeyError, TypeError, ValueError):
            raise NotOurCentre(reason="unreadable-answer") from None

    def _status(self, document: Mapping[str, object], reference: str) -> RemoteStatus | None:
        if document["reference"] != reference:
            raise ValueError("another reference")
        if document["known"] is not True:
            return None
        service, state, codes, params = document["service"], document["state"], document["codes"], document["params"]
        if not isinstance(service, str) or not isinstance(state, str | None):
            raise TypeError("shape")
        if not isinstance(codes, list) or not isinstance(params, dict):
            raise TypeError("shape")
        decided = document["decided"]
        return RemoteStatus(
            reference=reference,
            service=service,
            received=read_instant(document["received"]),
            state=state or "",
            codes=tuple(str(code) for code in codes),
            params=tuple((str(name), str(value)) for name, value in sorted(params.items())),
            decided=None if decided is None else read_instant(decided),
            checked=self._clock.now(),
        )
