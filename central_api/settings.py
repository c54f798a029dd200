"""What can be set, read from `defaults.toml` and the data folder's `centre.toml`. Every number is dated or explained there."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

FILE_NAME = "centre.toml"
ANY_PRISON = "*"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Limits(_Part):
    """Sizes, counts and spans of time."""

    batch_envelopes: int = Field(gt=0)
    batch_bytes: int = Field(gt=0)
    envelope_bytes: int = Field(gt=0)
    body_bytes: int = Field(gt=0)
    request_window_seconds: int = Field(gt=0)
    enrolment_code_hours: int = Field(gt=0)
    status_window_seconds: int = Field(gt=0)
    status_per_device: int = Field(gt=0)
    status_per_reference: int = Field(gt=0)
    outcomes_per_page: int = Field(gt=0)


class WorkerSettings(_Part):
    """How often the worker looks, and when it gives a piece of work to a caseworker."""

    interval_seconds: float = Field(gt=0)
    attempts: int = Field(gt=0)


class CapacityRule(_Part):
    """How many requests one session takes from a day on, at one prison or at any."""

    prison: str
    places: int = Field(ge=0)
    starts: date = Field(alias="from")
    source: str


class Settings(_Part):
    """Everything that can be set, and where the data is."""

    data: Path
    database_url: str
    limits: Limits
    worker: WorkerSettings
    capacity: tuple[CapacityRule, ...]


def load_settings(data: Path) -> Settings:
    """The settings of a data folder.

    Raises:
        pydantic.ValidationError, tomllib.TOMLDecodeError: `centre.toml` is wrong.
    """
    values = tomllib.loads(resources.files("central_api").joinpath("defaults.toml").read_text("utf-8"))
    own_file = data / FILE_NAME
    own = tomllib.loads(own_file.read_text("utf-8")) if own_file.is_file() else {}
    merged: dict[str, Any] = {
        "data": data,
        "database_url": own.pop("database_url", f"sqlite:///{data / 'centre.sqlite3'}"),
        "limits": {**values["limits"], **own.pop("limits", {})},
        "worker": {**values["worker"], **own.pop("worker", {})},
        "capacity": tuple(own.pop("capacity", values["capacity"])),
        **own,
    }
    return Settings.model_validate(merged)


def places(rules: tuple[CapacityRule, ...], prison: str, day: date) -> int:
    """How many requests a session of a prison takes on a day; 0 when no rule speaks of it."""
    speaking = [rule for rule in rules if rule.prison in {prison, ANY_PRISON} and rule.starts <= day]
    if not speaking:
        return 0
    return max(speaking, key=lambda rule: (rule.prison == prison, rule.starts)).places
