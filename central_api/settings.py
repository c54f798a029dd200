"""What can be set, read from `defaults.toml` and the data folder's `centre.toml`. Every number is dated or explained there."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FILE_NAME = "centre.toml"
ANY_PRISON: Final = "*"
ANY_COURT: Final = "*"

_OF_PRISONS = frozenset({"prison-visit", "prison-visit-change"})
_OF_COURTS = frozenset({"money-claim", "possession-claim"})

_Count = Annotated[int, Field(gt=0, lt=2**31)]
_Seconds = Annotated[int, Field(gt=0, le=366 * 86_400)]


class BadSettings(Exception):
    """`centre.toml` cannot be used. The text names the settings, never their values."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Limits(_Part):
    """Sizes, counts and spans of time."""

    batch_envelopes: _Count
    batch_bytes: _Count
    envelope_bytes: _Count
    body_bytes: _Count
    request_window_seconds: _Seconds
    enrolment_code_hours: Annotated[int, Field(gt=0, le=366 * 24)]
    status_window_seconds: _Seconds
    status_per_device: _Count
    status_per_reference: _Count
    wrong_facts_per_reference: _Count
    outcomes_per_page: _Count
    rate_window_seconds: _Seconds
    requests_per_device: _Count
    envelopes_per_device: _Count
    enrolments_per_address: _Count
    enrolments_in_all: _Count
    wrong_tokens_per_address: _Count
    holds_per_device: _Count
    hold_grace_seconds: _Seconds
    attachment_bytes: _Count
    attachment_chunks_per_device: _Count


class WorkerSettings(_Part):
    """How often the worker looks, and when it gives a piece of work to a caseworker."""

    interval_seconds: float = Field(gt=0, le=3_600)
    attempts: _Count
    cited_days: Annotated[int, Field(gt=0, le=366)]
    attachment_days: Annotated[int, Field(gt=0, le=366)]
    unfinished_days: Annotated[int, Field(gt=0, le=366)]


class CapacityRule(_Part):
    """How many requests one session takes from a day on, at one prison or at any."""

    prison: str
    places: int = Field(ge=0, lt=2**31)
    starts: date = Field(alias="from")
    source: str


class HoldingRule(_Part):
    """How long a place is held from a day on, at one prison or at any."""

    prison: str
    minutes: int = Field(ge=0, le=60)  # 0: none is
    renewals: int = Field(ge=0, le=10)
    starts: date = Field(alias="from")
    source: str


class StaffRule(_Part):
    """A prison whose requests, or a court whose claims, are left to staff; or those of one service."""

    prison: str = ""
    court: str = ""  # its slug
    service: Literal["prison-visit", "prison-visit-change", "money-claim", "possession-claim"] | None = None

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        """A prison or a court, and a service that it has."""
        if bool(self.prison) is bool(self.court):
            raise ValueError("name a prison or a court")
        if self.service is not None and self.service not in (_OF_PRISONS if self.prison else _OF_COURTS):
            raise ValueError("this service is not decided on there")
        return self


_Rule = TypeVar("_Rule", CapacityRule, HoldingRule)


class Settings(_Part):
    """Everything that can be set."""

    database_url: str
    limits: Limits
    worker: WorkerSettings
    capacity: tuple[CapacityRule, ...]
    holding: tuple[HoldingRule, ...]
    staff_decides: tuple[StaffRule, ...]
    court_closed_days: tuple[date, ...]


def load_settings(data: Path) -> Settings:
    """The settings of a data folder.

    Raises:
        BadSettings: `centre.toml` is wrong.
    """
    merged = tomllib.loads(resources.files("central_api").joinpath("defaults.toml").read_text("utf-8"))
    merged["database_url"] = f"sqlite:///{data / 'centre.sqlite3'}"
    for name, value in _own(data / FILE_NAME).items():
        default = merged.get(name)
        merged[name] = {**default, **value} if isinstance(default, dict) and isinstance(value, dict) else value
    for rules in ("capacity", "holding", "staff_decides", "court_closed_days"):
        if isinstance(merged[rules], list):
            merged[rules] = tuple(merged[rules])
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        raise BadSettings(f"{data / FILE_NAME}: {_faults(error)}") from None


def write_first_settings(data: Path, database_url: str) -> None:
    """Write `centre.toml` with the database's address.

    Raises:
        BadSettings: there is one already, and it names another database.
    """
    file = data / FILE_NAME
    if not file.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(f"database_url = {json.dumps(database_url)}\n", "utf-8")
    elif _own(file).get("database_url") != database_url:
        raise BadSettings(f"{file} is there and names another database; change it by hand")


def _own(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))  # the rest may quote the file
        raise BadSettings(f"{file} is not TOML{f': see line {line[1]}' if line else ''}") from None
    except UnicodeDecodeError:
        raise BadSettings(f"{file} is not UTF-8 text") from None


def _faults(error: ValidationError) -> str:
    faults = []
    for fault in error.errors(include_input=False, include_context=False, include_url=False):
        said = "there is no such setting" if fault["type"] == "extra_forbidden" else fault["msg"]
        faults.append(f"{'.'.join(str(part) for part in fault['loc'])}: {said}")
    return "; ".join(faults)


def places(rules: tuple[CapacityRule, ...], prison: str, day: date) -> int:
    """How many requests a session of a prison takes on a day; 0 when no rule speaks of it."""
    rule = _speaking(rules, prison, day)
    return rule.places if rule else 0


def holding(rules: tuple[HoldingRule, ...], prison: str, today: date) -> HoldingRule | None:
    """How places of a prison are held now; None where they are not."""
    rule = _speaking(rules, prison, today)
    return rule if rule and rule.minutes else None


def left_to_staff(rules: tuple[StaffRule, ...], prison: str, service: str) -> bool:
    """Whether staff decide on what is asked of a prison, and not the worker."""
    return any(rule.prison in {prison or None, ANY_PRISON} and rule.service in {service, None} for rule in rules)


def court_left_to_staff(rules: tuple[StaffRule, ...], court: str, service: str) -> bool:
    """Whether staff issue the claims that a court hears, and not the worker. `court` is "" where none is known."""
    return any(rule.court in {court or None, ANY_COURT} and rule.service in {service, None} for rule in rules)


def _speaking(rules: tuple[_Rule, ...], prison: str, day: date) -> _Rule | None:
    """The rule that counts on a day: the latest of those that name the prison, else of those for any."""
    found = [rule for rule in rules if rule.prison in {prison, ANY_PRISON} and rule.starts <= day]
    return max(found, key=lambda rule: (rule.prison == prison, rule.starts), default=None)
