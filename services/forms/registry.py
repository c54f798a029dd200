"""The services that are installed: entry points of the group "justice_kiosk.services".

A service may come from another distribution; adding one touches no room of this project (docs/adding-a-service.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points

from services.forms.service import Service

GROUP = "justice_kiosk.services"


def installed_services() -> Mapping[str, Service]:
    """Every installed service by key, in the order of their names.

    Raises:
        TypeError: an entry point names something that is not a `Service`, or two claim one key.
    """
    found: dict[str, Service] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        service = entry.load()
        if not isinstance(service, Service) or service.key != entry.name or service.key in found:
            message = f"entry point {entry.name!r} of group {GROUP!r} is not a service of that key"
            raise TypeError(message)
        found[service.key] = service
    return found
