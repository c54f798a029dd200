"""The newest catalogue this kiosk holds: the one the centre signed, or the snapshot that ships with the package.

Over it lie the changes that staff made here, until their last day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Protocol

from kiosk_app.ports.device import DeviceState, DocumentKind
from kiosk_app.ports.local_dates import LocalChange, LocalChanges
from kiosk_app.ports.machine import Clock
from services.catalogue import SNAPSHOT_VERSION, Catalogue, embedded_catalogue
from services.catalogue.edits import with_edits
from services.catalogue.model import BadCatalogue
from services.forms.context import Context

OLD_AFTER = timedelta(days=35)
"""Most visits are asked for up to 28 days ahead: a week later, no day that the timetable was taken for is still to come."""


def is_old(as_of: date, today: date) -> bool:
    """Whether a timetable was taken so long ago that people and staff are told that it may have changed."""
    return today - as_of > OLD_AFTER


class CatalogueReader(Protocol):
    """Takes the catalogue out of a signed document that was verified when it was kept."""

    def read(self, wire: bytes) -> Catalogue:
        """The catalogue in the document.

        Raises:
            BadCatalogue: this version of the program cannot read it.
        """
        ...


@dataclass(frozen=True, slots=True)
class CurrentCatalogue:
    """A catalogue and when this kiosk received it; None for the embedded snapshot."""

    catalogue: Catalogue
    received: datetime | None


class Catalogues:
    """Answers which catalogue to use now. `device` is None where there is no local store yet, `changes` where staff make none."""

    def __init__(
        self, device: DeviceState | None, reader: CatalogueReader, clock: Clock, changes: LocalChanges | None = None
    ) -> None:
        self._device = device
        self._reader = reader
        self._clock = clock
        self._changes = changes

    def current(self) -> CurrentCatalogue:
        """The newest one, with what staff changed here."""
        signed = self.signed()
        changes = self._changes.standing(self._clock.today()) if self._changes is not None else ()
        return replace(signed, catalogue=laid_over(signed.catalogue, changes))

    def signed(self) -> CurrentCatalogue:
        """The newest one as it came."""
        kept = self._device.document(DocumentKind.CATALOGUE) if self._device else None
        if kept is None or kept.version <= SNAPSHOT_VERSION:
            return CurrentCatalogue(self._embedded, None)
        try:
            return CurrentCatalogue(self._reader.read(kept.wire), kept.received)
        except BadCatalogue:  # signed, but for another version of this program: the snapshot still serves
            return CurrentCatalogue(self._embedded, None)

    @cached_property
    def _embedded(self) -> Catalogue:
        """The snapshot, read only where no newer catalogue is kept."""
        return embedded_catalogue()

    def context(self) -> Context:
        """Today and the newest catalogue, for rules."""
        return Context(self._clock.today(), self.current().catalogue)


def laid_over(catalogue: Catalogue, changes: Sequence[LocalChange]) -> Catalogue:
    """A catalogue with the changes of staff laid over it."""
    edits = [edit for change in changes for edit in change.edits(catalogue)]
    return with_edits(catalogue, edits) if edits else catalogue
