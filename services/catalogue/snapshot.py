"""The catalogue that ships with the package (`snapshot.json`): made from public data, each fact with its source and day.

It is written by `scripts/import_catalogue.py`; what was wrong in the sources, and what became of it, is in docs/catalogue.md.
"""

from __future__ import annotations

from importlib import resources

from services.catalogue.model import Catalogue

SNAPSHOT_VERSION = 2  # known without reading the snapshot, so that nobody waits for one that a newer catalogue replaces


def embedded_catalogue() -> Catalogue:
    """The snapshot, so that a kiosk can take requests from its first minute without any network."""
    return Catalogue.from_json((resources.files("services.catalogue") / "snapshot.json").read_bytes())
