"""Asks the centre about a reference, also one that was not made on this kiosk. States and codes only come back, never names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import quote

from kiosk_app.errors import NotEnrolled, NotOurCentre
from kiosk_app.ports.centre import RemoteStatus
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock, KeySource
from sync.device_key import device_key
from sync.device_line import DeviceLine
from sync.envelope import Purpose, read_instant
from sync.fetching import kept_key_list
from sync.http import CentreHttp


class CentreStatus:
    """The look-up (`kiosk_app.ports.centre.StatusLookup`)."""

    def __init__(
        self,
        devices: DeviceState,
        keys: KeySource,
        clock: Clock,
        open_http: Callable[[str], CentreHttp],
    ) -> None:
        self._devices = devices
        self._keys = keys
        self._clock = clock
        self._open_http = open_http

    def look_up(self, reference: str) -> RemoteStatus | None:
        """What the centre knows; None when it knows no such reference.

        Raises:
            NoNetwork: no answer, or too many look-ups ("centre-busy").
            NotOurCentre: no answer that our centre signed.
            NotEnrolled: this device has no identity, or the centre takes nothing from it any more.
            KeyUnavailable: the device's key cannot be read.
        """
        enrolment = self._devices.enrolment()
        key_list = None if enrolment is None else kept_key_list(self._devices, enrolment)
        if enrolment is None or key_list is None:
            raise NotEnrolled
        skew = timedelta(seconds=self._devices.contact().clock_skew_seconds)
        with self._open_http(enrolment.centre_url) as http:
            line = DeviceLine(http, self._clock, enrolment.device_id, device_key(self._keys, enrolment.device_id), skew)
            question = line.question(key_list.signing_keys())
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
