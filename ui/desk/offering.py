"""What a site offers of the services that are installed: those with a tile, and whatever belongs to them.

A kiosk that offers only some can still look up every reference: what it does not offer is only not begun there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.forms.service import Service


@dataclass(frozen=True, slots=True)
class Offering:
    """The services with a tile, the main one first, and the keys of all that a person may meet here."""

    main: Service
    others: tuple[Service, ...]
    installed: frozenset[str]

    @classmethod
    def of(cls, services: Mapping[str, Service], main: str, wanted: Collection[str] = ()) -> Offering:
        """What is offered where `wanted` is asked for: everything, where it is empty or names nothing that is installed.

        `main` gets the large tile; where it is not offered, the first one does.

        Raises:
            LookupError: no service is installed that begins here.
        """
        here = [each for each in services.values() if each.starts_here]
        named = [services[key] for key in wanted if key in services and services[key].starts_here]
        offered = named or here
        if not offered:
            raise LookupError("no service is installed that begins here")
        first = next((each for each in offered if each.key == main), offered[0])
        return cls(first, tuple(each for each in offered if each is not first), frozenset(services))

    @property
    def keys(self) -> frozenset[str]:
        """The services with a tile, and those by which what they ask for is changed or followed."""
        tiles = (self.main, *self.others)
        changing = (each.service for service in tiles for each in service.amendments)
        following = (each.service for service in tiles for each in service.later)
        return frozenset((*(each.key for each in tiles), *changing, *following))

    def tells_of(self, services: Collection[str]) -> bool:
        """Whether what is about these services is of use here: of some that are installed, one must be offered."""
        about = self.installed.intersection(services)
        return not about or not self.keys.isdisjoint(about)
