"""Seals scans in chunks (`kiosk_app.ports.attachments.ScanSealer`), as docs/envelope.md says."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.attachments import AttachedScan, SealedScan
from sync.envelope import Attached, BadAttachment, manifest_of, open_chunks, seal_chunks

_KEY_BYTES = 32


class AttachmentSealer:
    """The sealer. Keeps nothing."""

    def new_key(self) -> bytes:
        """32 random bytes."""
        return secrets.token_bytes(_KEY_BYTES)

    def seal(self, scan_id: UUID, key: bytes, content: bytes) -> SealedScan:
        """Seal a whole scan."""
        chunks = tuple(seal_chunks(scan_id, key, content))
        manifest = manifest_of(scan_id, chunks)
        return SealedScan(manifest.to_bytes(), manifest.digest, chunks)

    def open(self, scan: AttachedScan, chunks: Sequence[bytes]) -> bytes:
        """The content again.

        Raises:
            StoreCorrupt: it is not as it was sealed.
        """
        attached = Attached(scan.id, scan.kind.value, scan.length, scan.digest, scan.sealed, scan.key)
        try:
            return open_chunks(attached, chunks)
        except BadAttachment as refusal:
            raise StoreCorrupt(cause=f"scan-{refusal.code}") from None
