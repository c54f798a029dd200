"""Whose staff see a case: those of the prison that it is about; where none is named, those of where its kiosk stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.decisions.wishes import wish_in
from central_api.models import Case, Device

NO_SITE: Final = "a site is a code of 1 to 32 letters, digits and hyphens"
_LENGTH: Final = 32
_SITE: Final = re.compile(rf"[A-Za-z0-9-]{{1,{_LENGTH}}}", re.ASCII)


def is_site(code: str) -> bool:
    """Whether a kiosk can stand there, and staff be admitted to what it brings."""
    return _SITE.fullmatch(code) is not None


def site_of(session: Session, answers: Mapping[str, object], cites: str, device_id: UUID) -> str:
    """The site of a case with these answers, brought by this device; "" where there is none.

    What cites a request goes where the request is. Answers may hold anything: what cannot be the code of a prison is none.
    """
    prison = wish_in(answers).prison
    if 0 < len(prison) <= _LENGTH:
        return prison
    cited = session.scalar(select(Case.site).where(Case.reference == cites)) if cites else None
    return cited or session.scalar(select(Device.site_code).where(Device.id == device_id)) or ""
