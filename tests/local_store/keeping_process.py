"""Keeps a draft, or one catalogue after another (argv[2]), in the store at argv[1] until it is killed.

What was kept is written to standard output once the store has said so. The key comes on standard input, as hex.
"""

from __future__ import annotations

import dataclasses
import itertools
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk_app.ports.device import DocumentKind, KeptDocument
from kiosk_app.ports.drafts import NewDraft, Owner
from local_store import Store
from services.language import Language


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


def _drafts(store: Store) -> Iterator[str]:
    owner = Owner("cardiff", "mair")
    kept = store.drafts.start(owner, NewDraft(uuid.uuid4(), "prison-visit", 1, Language.ENGLISH))
    for number in itertools.count():
        kept = store.drafts.save(owner, dataclasses.replace(kept, content={"text": f"{number}:" + "x" * number}))
        yield f"{kept.id} {number}"


def _catalogues(store: Store) -> Iterator[str]:
    before = store.device.document(DocumentKind.CATALOGUE)
    for number in itertools.count(1 if before is None else before.version + 1):
        wire = f"{number}:".encode() + bytes(20_000)
        store.device.keep_document(DocumentKind.CATALOGUE, KeptDocument(number, wire, _Clock().now()))
        yield str(number)


def main() -> None:
    keep = {"draft": _drafts, "catalogue": _catalogues}[sys.argv[2]]
    with closing(Store.open(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()), _Clock())) as store:
        for said in keep(store):
            sys.stdout.write(said + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
