"""Small bridges between rooms that may not know each other: what one port needs, made from another room's functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk_app.use_cases.submit import Frozen
    from services.catalogue import Catalogue


def envelope_digest(wire: bytes) -> bytes | None:
    """The digest of an envelope, None for bytes that are none."""
    from sync.envelope import Envelope, EnvelopeError

    try:
        return Envelope.from_bytes(wire).digest
    except EnvelopeError:
        return None


class KeptCatalogue:
    """Reads a catalogue document that was verified before it was kept."""

    def read(self, wire: bytes) -> Catalogue:
        """The catalogue in a signed document."""
        import json

        from services.catalogue import Catalogue
        from sync.envelope import SignedDocument

        return Catalogue.from_payload(json.loads(SignedDocument.from_bytes(wire).payload).get("catalogue"))


class CanonicalFreezer:
    """Finished answers as the envelope's plaintext."""

    def freeze(self, frozen: Frozen) -> bytes:
        """The bytes that are sealed."""
        from sync.envelope import Assistance, Attached, content_plaintext

        agreement = frozen.agreement

        return content_plaintext(
            service=frozen.service,
            schema_version=frozen.schema_version,
            reference=frozen.reference,
            language=frozen.language.value,
            answers=dict(frozen.answers),
            assisted_by=frozen.assisted_by,
            cites=frozen.cites,
            created=frozen.created,
            confirmed=[(problem.path, problem.code) for problem in frozen.confirmed],
            hold=frozen.hold,
            attachments=[
                Attached(scan.id, scan.kind.value, scan.length, scan.digest, scan.sealed, scan.key) for scan in frozen.attachments
            ],
            received=frozen.received,
            assistance=None
            if agreement is None
            else Assistance(
                relationship=agreement.relationship.value,
                organisation=agreement.organisation,
                given=tuple(kind.value for kind in agreement.given),
                agreed=agreement.agreed.value,
                agreed_at=agreement.at,
            ),
        )
