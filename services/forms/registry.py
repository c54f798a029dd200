"""The services that are installed: entry points of the group "justice_kiosk.services".

A service may come from another distribution; adding one touches no room of this project (docs/adding-a-service.md). One that is
broken is left out and named as a fault, so that it stops nothing else; who asks says what is at fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points

from services.forms.service import Service

GROUP = "justice_kiosk.services"
_OURS = "justice-kiosk"


class FaultCode(StrEnum):
    """Why an entry point gives no service."""

    IMPORT_ERROR = "import-error"  # what it names could not be imported or made
    NOT_A_SERVICE = "not-a-service"  # it names something else, or a service with another key than its own name
    KEY_TAKEN = "key-taken"  # another distribution has the key


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry point that gives no service. Holds no text of an error: that may hold anything."""

    entry: str
    distribution: str  # "" when not known
    code: FaultCode
    error: str = ""  # the class of the error, when there was one


@dataclass(frozen=True, slots=True)
class Installed:
    """The sound services by key, in the order of their keys, and what is wrong with the others."""

    services: Mapping[str, Service]
    faults: tuple[Fault, ...]


def installed() -> Installed:
    """Every installed service.

    Of two that claim one key, this project's own has it, sound or not; otherwise the first sound one, by the name of its
    distribution.
    """
    found: dict[str, Service] = {}
    faults: list[Fault] = []
    ours: set[str] = set()
    named = [(_distribution(entry), entry) for entry in entry_points(group=GROUP)]  # a name is read from a file each time
    for distribution, entry in sorted(named, key=lambda each: (each[0] != _OURS, each[0], each[1].name)):
        is_ours = distribution == _OURS
        loaded = _load(entry, distribution, taken=entry.name in found or (entry.name in ours and not is_ours))
        if isinstance(loaded, Service):
            found[loaded.key] = loaded
        else:
            faults.append(loaded)
        if is_ours:
            ours.add(entry.name)
    return Installed(dict(sorted(found.items())), tuple(faults))


def installed_services() -> Mapping[str, Service]:
    """The sound services by key, in the order of their keys."""
    return installed().services


def _load(entry: EntryPoint, distribution: str, *, taken: bool) -> Service | Fault:
    if taken:
        return Fault(entry.name, distribution, FaultCode.KEY_TAKEN)
    try:
        service = entry.load()
    except Exception as error:  # noqa: BLE001 - a module of others may fail in any way while it is imported
        return Fault(entry.name, distribution, FaultCode.IMPORT_ERROR, type(error).__name__)
    if isinstance(service, Service) and service.key == entry.name:
        return service
    return Fault(entry.name, distribution, FaultCode.NOT_A_SERVICE)


def _distribution(entry: EntryPoint) -> str:
    """The name of the distribution, in the one form in which names are compared."""
    return re.sub(r"[-_.]+", "-", entry.dist.name).lower() if entry.dist and entry.dist.name else ""
