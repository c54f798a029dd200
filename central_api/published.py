"""What the centre publishes: its key list and its catalogue, each in versions of which the newest counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central_api.clock import Clock
from central_api.db import Database, alone
from central_api.models import PublishedCatalogue, PublishedKeyList
from services.catalogue import SNAPSHOT_VERSION, Catalogue, embedded_catalogue
from services.catalogue.model import BadCatalogue
from services.common.civil import local
from services.guidance import published
from sync.envelope import KeyList, instant_text, read_key_list


class NotSetUp(Exception):
    """The data folder holds no key list: `central-api init` was never run on it."""


class NotNewer(Exception):
    """There is a catalogue of this version or a later one."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        super().__init__("not newer")


class NoPrisons(Exception):
    """A catalogue without any prison: nothing could be asked for at any kiosk."""


class PrisonsMissing(Exception):
    """More or fewer prisons of the newest catalogue are left out than was said. `codes` are those that are."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__("prisons are missing")


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One version of the reference data, as it is listed."""

    version: int
    as_of: date
    issued: datetime
    prisons: int


@dataclass(frozen=True, slots=True)
class SignedKeyList:
    """The newest key list as the root signed it."""

    wire: bytes
    root_key: bytes  # 32 bytes
    key_list: KeyList


def catalogue_version(session: Session) -> int:
    """The version of the newest catalogue; 0 when there is none."""
    return session.scalar(select(func.max(PublishedCatalogue.version))) or 0


class Publications:
    """Reads and adds what is published."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._key_list: SignedKeyList | None = None  # the newest one read so far
        self._known: tuple[int, Catalogue] | None = None  # the newest version read so far, and what it says

    def key_list(self) -> SignedKeyList:
        """The newest key list.

        Raises:
            NotSetUp: there is none.
        """
        known = self._key_list
        with self._database.read() as session:
            newest = session.scalar(select(func.max(PublishedKeyList.version)))
            if known is None or known.key_list.version != newest:
                known = self._key_list = _newest_key_list(session)
        return known

    def publish_key_list(self, wire: bytes, root: Ed25519PublicKey) -> None:
        """Add a list signed by this root key.

        Raises:
            NotSigned: it is not.
        """
        version = read_key_list(wire, root).version
        row = PublishedKeyList(version=version, root_key=root.public_bytes_raw(), wire=wire, published=self._clock())
        with self._database.write() as session:
            session.add(row)

    def publish_next_key_list(self, make: Callable[[SignedKeyList], bytes]) -> SignedKeyList:
        """Add the list that `make` builds on the newest one, in one transaction: two at once cannot both follow it.

        Raises:
            NotSetUp: there is none to follow.
            NotSigned: what was made is not signed by the same root key.
        """
        with self._database.write() as session:
            alone(session, PublishedKeyList)
            newest = _newest_key_list(session)
            wire = make(newest)
            made = read_key_list(wire, Ed25519PublicKey.from_public_bytes(newest.root_key))
            session.add(PublishedKeyList(version=made.version, root_key=newest.root_key, wire=wire, published=self._clock()))
        return SignedKeyList(wire, newest.root_key, made)

    def catalogue(self, session: Session) -> Catalogue:
        """The newest catalogue; the one of this program where it is newer, or where the newest was published for another program.

        Asked in the transaction of who needs it: a second connection might have to be waited for, with this one's locks held.

        Raises:
            NotSetUp: there is none.
        """
        known = self._known
        newest = session.scalar(select(func.max(PublishedCatalogue.version)))
        if newest is None:
            raise NotSetUp
        if known is None or known[0] != newest:
            known = self._known = newest, _readable(session.get_one(PublishedCatalogue, newest))
        return known[1]

    def catalogue_payload(self, after: int) -> dict[str, object] | None:
        """What is signed for a kiosk that has version `after`; None when there is nothing newer."""
        row = self._newest_catalogue()
        if row is None or row.version <= after:
            return None
        return {
            "version": row.version,
            "as_of": row.as_of.isoformat(),
            "issued": instant_text(row.issued),
            "catalogue": row.catalogue,
        }

    def publish_catalogue(self, catalogue: Catalogue) -> None:
        """Add a version. One that brings no guidance keeps the one of the newest version."""
        row = PublishedCatalogue(
            version=catalogue.version, as_of=catalogue.as_of, issued=self._clock(), catalogue=catalogue.to_payload()
        )
        with self._database.write() as session:
            row.catalogue = _with_guidance(row.catalogue, session.get(PublishedCatalogue, catalogue_version(session)))
            session.add(row)

    def publish_next_catalogue(self, catalogue: Catalogue, closing: int = 0) -> None:
        """Add a version that is newer than any before: kiosks never go back. Without guidance it keeps that of the newest one.

        `closing` is how many prisons of the newest version it is meant to leave out.

        Raises:
            NotNewer, NoPrisons: nothing was published.
            BadGuidance: nothing was published; kiosks would not show the guidance in it.
            PrisonsMissing: nothing was published; it leaves out more or fewer.
        """
        if not catalogue.prisons:
            raise NoPrisons
        if catalogue.guidance is not None:
            published(catalogue.guidance, local(self._clock()).date())
        row = PublishedCatalogue(
            version=catalogue.version, as_of=catalogue.as_of, issued=self._clock(), catalogue=catalogue.to_payload()
        )
        with self._database.write() as session:
            alone(session, PublishedCatalogue)
            newest = catalogue_version(session)
            if catalogue.version <= newest:
                raise NotNewer(newest)
            before = session.get(PublishedCatalogue, newest)
            gone = _codes(before.catalogue) - _codes(row.catalogue) if before else frozenset()
            if len(gone) != closing:
                raise PrisonsMissing(sorted(gone))
            row.catalogue = _with_guidance(row.catalogue, before)
            session.add(row)

    def catalogue_lines(self) -> list[CatalogueLine]:
        """Every version that was published, the newest first."""
        with self._database.read() as session:
            rows = session.scalars(select(PublishedCatalogue).order_by(PublishedCatalogue.version.desc())).all()
            return [CatalogueLine(row.version, row.as_of, row.issued, _prisons(row.catalogue)) for row in rows]

    def _newest_catalogue(self) -> PublishedCatalogue | None:
        with self._database.read() as session:
            return session.scalar(select(PublishedCatalogue).order_by(PublishedCatalogue.version.desc()).limit(1))


def _with_guidance(payload: dict[str, Any], before: PublishedCatalogue | None) -> dict[str, Any]:
    """A catalogue with guidance: its own, or that of the version before, if any has some."""
    kept = before.catalogue.get("guidance") if before else None
    return payload if "guidance" in payload or kept is None else {**payload, "guidance": kept}


def _prisons(payload: dict[str, Any]) -> int:
    """How many prisons a catalogue of any shape names."""
    prisons = payload.get("prisons")
    return len(prisons) if isinstance(prisons, list) else 0


def _codes(payload: dict[str, Any]) -> frozenset[str]:
    """The prisons of a catalogue of any shape by their codes."""
    prisons = payload.get("prisons")
    rows = [prison for prison in prisons if isinstance(prison, dict)] if isinstance(prisons, list) else []
    return frozenset(code for prison in rows if isinstance(code := prison.get("code"), str))


def _readable(row: PublishedCatalogue) -> Catalogue:
    if row.version < SNAPSHOT_VERSION:
        return embedded_catalogue()
    try:
        return Catalogue.from_payload(row.catalogue)
    except BadCatalogue:
        return embedded_catalogue()


def _newest_key_list(session: Session) -> SignedKeyList:
    row = session.scalar(select(PublishedKeyList).order_by(PublishedKeyList.version.desc()).limit(1))
    if row is None:
        raise NotSetUp
    return SignedKeyList(row.wire, row.root_key, read_key_list(row.wire, Ed25519PublicKey.from_public_bytes(row.root_key)))
