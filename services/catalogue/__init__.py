"""Typed reference data, and the snapshot that ships with the package so that a kiosk is useful before it was ever connected."""

from services.catalogue.model import Booking, Catalogue, Facts, Prison, Source, Timetable, WeeklySession
from services.catalogue.snapshot import SNAPSHOT_VERSION, embedded_catalogue

__all__ = [
    "SNAPSHOT_VERSION",
    "Booking",
    "Catalogue",
    "Facts",
    "Prison",
    "Source",
    "Timetable",
    "WeeklySession",
    "embedded_catalogue",
]
