"""Submits to the store at argv[1] argv[3] times, with references that begin with argv[2].

Each reference is written to standard output once `submit` has returned. The key comes on standard input, as hex.
"""

from __future__ import annotations

import hashlib
import sys
import uuid
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk_app.ports.submissions import NewSubmission, Position, Sealed
from local_store import Store
from services.language import Language


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


def _seal(position: Position) -> Sealed:
    wire = bytes(3000) + position.sequence.to_bytes(8) + position.previous
    return Sealed(wire, hashlib.sha256(wire).digest())


def main() -> None:
    path, prefix, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with closing(Store.open(path, bytes.fromhex(sys.stdin.readline()), _Clock())) as store:
        for number in range(times):
            reference = f"{prefix}{number:0{12 - len(prefix)}}"
            new = NewSubmission(uuid.uuid4(), reference, "prison-visit", 1, Language.ENGLISH, _Clock().now(), {})
            store.submissions.submit(new, _seal)
            sys.stdout.write(reference + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
