"""The table of operators whom the centre delivers to kiosks. Rows are never deleted: who was removed stays known as removed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from central_api.model_base import Base


class KioskOperator(Base):
    """A member of staff who may sign in at the kiosks of a site."""

    __tablename__ = "kiosk_operators"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(60))
    roles: Mapped[list[str]] = mapped_column(JSON)
    code: Mapped[str] = mapped_column(String(200))  # of the last one-time code, argon2id as a PHC string; "" once removed
    issue: Mapped[int]  # how many codes they were given
    removed: Mapped[bool]
    version: Mapped[int] = mapped_column(BigInteger)  # grows with every change of any of them
    changed: Mapped[datetime]
