"""The places where losing power must lose nothing and double nothing, as one table.

Each room says when it passes such a place. In a kiosk nobody listens. The tests of faults enumerate `Point`, put a listener
there, and end the process with kill -9 at each (docs/testing.md).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol


class Point(StrEnum):
    """A place, named by what has just happened."""

    ENROL_ANSWERED = "enrol-answered"  # the centre has used up the code, only a fresh key is kept here
    ENROL_WRITTEN = "enrol-written"  # the fresh key is the device's, the identity is not committed
    ENROL_COMMITTED = "enrol-committed"  # the identity and its key list are kept
    SUBMIT_BEGUN = "submit-begun"  # the write lock is held, nothing is written
    SUBMIT_SEALED = "submit-sealed"  # the envelope exists in memory only
    SUBMIT_WRITTEN = "submit-written"  # every row is written, nothing is committed
    SUBMIT_COMMITTED = "submit-committed"  # durable, and the person has not been told
    LEASE_WRITTEN = "lease-written"
    LEASE_COMMITTED = "lease-committed"  # before the first byte leaves
    ANSWER_ARRIVED = "answer-arrived"  # the centre has committed, this kiosk does not know it yet
    SETTLE_WRITTEN = "settle-written"
    SETTLE_COMMITTED = "settle-committed"
    OUTCOMES_ARRIVED = "outcomes-arrived"
    OUTCOMES_WRITTEN = "outcomes-written"
    OUTCOMES_COMMITTED = "outcomes-committed"
    DOCUMENT_ARRIVED = "document-arrived"  # verified, of a newer version, not kept yet
    DOCUMENT_WRITTEN = "document-written"  # what has a file of its own stands beside its place, nothing is committed
    DOCUMENT_COMMITTED = "document-committed"  # the file has not taken its place
    EXPIRY_WRITTEN = "expiry-written"  # the session ends: what was not printed yet will not be
    EXPIRY_COMMITTED = "expiry-committed"
    CONTENT_WRITTEN = "content-written"  # a whole document waits, sealed; nothing is committed
    SCAN_MOVED = "scan-moved"  # out of the scanner's folder, in none of ours yet
    SCAN_CHUNK = "scan-chunk"  # a piece is committed, the whole is not
    SCAN_WHOLE = "scan-whole"  # kept, sealed; the file is still there
    SCAN_REMOVED = "scan-removed"
    CHUNK_ARRIVED = "chunk-arrived"  # the centre has committed a piece, or the last one; this kiosk does not know it yet
    PRINT_CLAIMED = "print-claimed"
    PRINT_SPOOLED = "print-spooled"  # the page may be out, the ledger does not know it
    PURGE_WRITTEN = "purge-written"  # a slice of what was kept long enough is gone, nothing is committed
    PURGE_COMMITTED = "purge-committed"  # gone, and not told to the audit log


class Checkpoints(Protocol):
    """Hears of each place that is passed."""

    def reached(self, point: Point) -> None:
        """This process is at `point` now."""
        ...


class Unwatched:
    """Nobody listens."""

    def reached(self, point: Point) -> None:
        """Go on."""


UNWATCHED: Final[Checkpoints] = Unwatched()
