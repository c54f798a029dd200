"""One question to the centre beside the passes, while somebody is at the kiosk: a look-up, a hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from kiosk_app.errors import NotEnrolled
from kiosk_app.ports.device import DeviceState
from kiosk_app.ports.machine import Clock, KeySource
from sync.device_key import device_key
from sync.device_line import DeviceLine
from sync.fetching import kept_key_list
from sync.http import CentreHttp
from sync.verdicts import Question


class Asking:
    """Opens a line on which this device is known, by what it has kept."""

    def __init__(self, devices: DeviceState, keys: KeySource, clock: Clock, open_http: Callable[[str], CentreHttp]) -> None:
        self._devices = devices
        self._keys = keys
        self._clock = clock
        self._open_http = open_http

    @contextmanager
    def question(self) -> Iterator[tuple[DeviceLine, Question]]:
        """A line, and a new question to ask on it.

        Raises:
            NotEnrolled: this device has no identity.
            KeyUnavailable: the device's key cannot be read.
        """
        enrolment = self._devices.enrolment()
        key_list = None if enrolment is None else kept_key_list(self._devices, enrolment)
        if enrolment is None or key_list is None:
            raise NotEnrolled
        skew = timedelta(seconds=self._devices.contact().clock_skew_seconds)
        with self._open_http(enrolment.centre_url) as http:
            line = DeviceLine(http, self._clock, enrolment.device_id, device_key(self._keys, enrolment.device_id), skew)
            yield line, line.question(key_list.signing_keys())
