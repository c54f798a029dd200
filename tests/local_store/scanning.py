"""Scans for tests of the store: sealed as they are on a kiosk, small or of several chunks."""

from __future__ import annotations

import hashlib
from uuid import UUID

from kiosk_app.ports.attachments import AttachedScan, NewScan, SealedScan
from services.scans import sniff
from sync.attachment_sealing import AttachmentSealer
from tests.services.scans.files import pdf

SITE = "county-court"
LARGE = pdf(stream=b"0 0 1 1 re f\n" * 45_000)  # 3 chunks
KEY = bytes(range(32))


def new_scan(number: int = 1, content: bytes | None = None, site: str = SITE) -> tuple[NewScan, SealedScan]:
    content = content or pdf(b"(%d)" % number)
    scan_id = UUID(int=number)
    sealed = AttachmentSealer().seal(scan_id, KEY, content)
    scan = AttachedScan(scan_id, sniff(content), len(content), hashlib.sha256(content).digest(), sealed.sealed, KEY)
    return NewScan(scan, site, f"Siân Canary {number}.pdf", sealed.manifest), sealed
