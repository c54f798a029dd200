"""The catalogue that ships with the package (`snapshot.json`): made from public data, each fact with its source and day."""

from __future__ import annotations

import json
from importlib import resources

from services.catalogue.model import Catalogue


def embedded_catalogue() -> Catalogue:
    """The snapshot, so that a kiosk can take requests from its first minute without any network."""
    text = (resources.files("services.catalogue") / "snapshot.json").read_text(encoding="utf-8")
    return Catalogue.from_payload(json.loads(text))
