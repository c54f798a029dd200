"""Typed reference data, and the snapshot that ships with the package so that a kiosk is useful before it was ever connected."""

from services.catalogue.model import Catalogue, Prison, Source, WeeklySession
from services.catalogue.snapshot import embedded_catalogue

__all__ = ["Catalogue", "Prison", "Source", "WeeklySession", "embedded_catalogue"]
