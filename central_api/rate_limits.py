"""How often somebody may ask. Generous to a kiosk that was without a network for weeks; for what has gone wild, an end.

Counted in the memory of this process: a bucket for each subject, which a request takes from and time fills again. Nothing is
written for it, so counting costs a healthy device nothing. Several processes grant so many times the limit together, and a
restart forgets; what must hold across both (look-ups, wrong facts) is counted in the database, elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock
from typing import Final
from uuid import UUID

from central_api.settings import Limits

_SWEEP_AT: Final = 10_000  # subjects; those whose bucket is full again are forgotten then
_IPV6_SITE_BITS: Final = 64  # whoever has one address there has all


class TooManyRequests(Exception):
    """The limit is used up; nothing was done."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after  # seconds
        super().__init__("too many requests")


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float  # seconds; when so many were left


class Buckets:
    """At most `most` at once, and so many again within `span_seconds`, for each subject. For any number of threads."""

    def __init__(self, most: int, span_seconds: int, steady: Callable[[], float]) -> None:
        self._most = most
        self._per_second = most / span_seconds
        self._steady = steady
        self._sweep_at = _SWEEP_AT
        self._buckets: dict[Hashable, _Bucket] = {}
        self._lock = Lock()

    def take(self, subject: Hashable, many: int = 1) -> None:
        """Count so many; more than the limit count as the limit, or they could never pass.

        Raises:
            TooManyRequests: nothing was counted.
        """
        wanted = min(many, self._most)
        with self._lock:
            now = self._steady()
            bucket = self._filled(subject, now)
            if bucket.left < wanted:
                raise TooManyRequests(max(1, ceil((wanted - bucket.left) / self._per_second)))
            bucket.left -= wanted

    def give_back(self, subject: Hashable) -> None:
        """One that was counted should not have been."""
        with self._lock:
            bucket = self._filled(subject, self._steady())
            bucket.left = min(float(self._most), bucket.left + 1)

    def _filled(self, subject: Hashable, now: float) -> _Bucket:
        bucket = self._buckets.get(subject)
        if bucket is None:
            self._sweep(now)
            bucket = self._buckets[subject] = _Bucket(float(self._most), now)
        bucket.left, bucket.at = self._left(bucket, now), now
        return bucket

    def _left(self, bucket: _Bucket, now: float) -> float:
        return min(float(self._most), bucket.left + (now - bucket.at) * self._per_second)

    def _sweep(self, now: float) -> None:
        if len(self._buckets) < self._sweep_at:
            return
        self._buckets = {subject: one for subject, one in self._buckets.items() if self._left(one, now) < self._most}
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._buckets))


class RateLimits:
    """The limits of one process. `steady` gives seconds on a clock that nobody sets."""

    def __init__(self, limits: Limits, steady: Callable[[], float] = time.monotonic) -> None:
        span = limits.rate_window_seconds
        self._requests = Buckets(limits.requests_per_device, span, steady)
        self._envelopes = Buckets(limits.envelopes_per_device, span, steady)
        self._chunks = Buckets(limits.attachment_chunks_per_device, span, steady)
        self._enrolments_here = Buckets(limits.enrolments_per_address, span, steady)
        self._enrolments = Buckets(limits.enrolments_in_all, span, steady)
        self._tokens = Buckets(limits.wrong_tokens_per_address, span, steady)

    def request(self, device_id: UUID) -> None:
        """A device makes a request that it signed. Raises `TooManyRequests`."""
        self._requests.take(device_id)

    def envelopes(self, device_id: UUID, many: int) -> None:
        """A device brings so many envelopes. Raises `TooManyRequests`."""
        self._envelopes.take(device_id, many)

    def chunks(self, device_id: UUID, many: int) -> None:
        """A device brings so many pieces of an attachment. Raises `TooManyRequests`."""
        self._chunks.take(device_id, many)

    def enrolment(self, address: str) -> None:
        """Somebody tries a code, from an address. Raises `TooManyRequests`."""
        self._enrolments_here.take(_site(address))
        try:
            self._enrolments.take(None)
        except TooManyRequests:
            self._enrolments_here.give_back(_site(address))
            raise

    def wrong_token(self, address: str) -> None:
        """Somebody came with a token that is no member of staff's. Raises `TooManyRequests`."""
        self._tokens.take(_site(address))

    def enrolled(self, address: str) -> None:
        """The code was right. That uses nothing up: who issues codes limits them."""
        self._enrolments_here.give_back(_site(address))
        self._enrolments.give_back(None)


def _site(address: str) -> str:
    """Who shares a limit: an address; in version 6, the network that one customer is given."""
    try:
        read = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((read, _IPV6_SITE_BITS), strict=False)) if isinstance(read, IPv6Address) else str(read)
