"""The drafts of staff, put together from the parts of a kiosk."""

from __future__ import annotations

from uuid6 import uuid7

from kiosk_app.main.parts import Parts
from kiosk_app.ports.drafts import Owner
from kiosk_app.use_cases.drafts import StaffDrafts


def staff_drafts(parts: Parts, site: str, operator: str) -> StaffDrafts:
    """The drafts of one operator, by the ids of site and operator."""
    return StaffDrafts(
        Owner(site, operator),
        drafts=parts.store.drafts,
        submitting=parts.submitting,
        catalogues=parts.catalogues,
        services=parts.services,
        new_id=uuid7,
    )
