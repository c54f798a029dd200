"""What staff changed at the desk: a file of its own in the data folder, laid over the settings of the kiosk's owner.

It holds only settings that staff may change (`CHANGEABLE`), each with who changed it and when. It is written whole: under another
name, flushed, renamed. One that cannot be read never stops the kiosk: it is put aside under another name, where doctor and the
desk speak of it, and the owner's settings hold.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from kiosk_app.errors import CannotWrite

LOG = logging.getLogger(__name__)

NAME: Final = "desk-settings.json"
ASIDE: Final = "desk-settings.unreadable.json"
_VERSION: Final = 1
_MOST_BYTES: Final = 64 * 1024
_PARTS: Final = frozenset(("value", "by", "at"))

Changeable: TypeAlias = Literal[
    "desk.first_language",
    "desk.warn_after_seconds",
    "desk.clear_after_seconds",
    "desk.lock_after_seconds",
    "desk.staff_may_print_days",
    "printer.paper",
    "speech.volume",
    "speech.rate",
    "retention.envelope_days",
    "retention.receipt_days",
    "retention.draft_days",
    "retention.scan_days",
    "measuring.keep_days",
]
CHANGEABLE: Final[tuple[str, ...]] = get_args(Changeable)


class Unreadable(ValueError):
    """The file is not what we wrote."""


@dataclass(frozen=True, slots=True)
class Change:
    """One setting as staff want it."""

    value: str | int | bool
    by: str  # an operator, as an id
    at: datetime


class LocalSettings:
    """The file."""

    def __init__(self, folder: Path) -> None:
        self._path, self._aside = folder / NAME, folder / ASIDE

    def read(self) -> Mapping[str, Change]:
        """What was changed here, by the setting's name; nothing where there is no file.

        Raises:
            Unreadable: it is none of ours, or may not be read.
        """
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_MOST_BYTES))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            raise Unreadable from None
        if not isinstance(found, dict) or found.keys() != {"version", "settings"} or found["version"] != _VERSION:
            raise Unreadable
        if not isinstance(found["settings"], dict):
            raise Unreadable
        return {name: _change(name, each) for name, each in found["settings"].items()}

    def write(self, changes: Mapping[str, Change]) -> None:
        """Keep these, durable when this returns.

        Raises:
            CannotWrite: what was kept before stands.
        """
        said = {name: {"value": each.value, "by": each.by, "at": each.at.isoformat()} for name, each in changes.items()}
        begun = self._path.with_name(f".{NAME}.{os.getpid()}.part")
        try:
            with begun.open("w", encoding="utf-8") as file:
                os.fchmod(file.fileno(), 0o600)
                json.dump({"version": _VERSION, "settings": said}, file, indent=1, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            begun.replace(self._path)
            _flush(self._path.parent)
        except OSError as error:
            raise CannotWrite(file=NAME, why=os.strerror(error.errno or 0)) from None
        finally:
            with suppress(OSError):
                begun.unlink()

    def put_aside(self) -> None:
        """Nobody reads it any more; what was put aside before goes."""
        LOG.warning("the settings that staff changed here cannot be read, and are put aside")
        try:
            self._path.replace(self._aside)
        except OSError as error:
            LOG.warning("they cannot be put aside: %s", os.strerror(error.errno or 0))

    def was_put_aside(self) -> bool:
        """Whether some were, and nobody has said that they have seen it."""
        return self._aside.exists()

    def forget_aside(self) -> None:
        """Somebody has seen it.

        Raises:
            CannotWrite: it stands.
        """
        try:
            self._aside.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(file=ASIDE, why=os.strerror(error.errno or 0)) from None

    def mark(self) -> tuple[int, ...]:
        """Another one after each change; of no file always the same."""
        try:
            found = self._path.stat()
        except OSError:
            return ()
        return (found.st_ino, found.st_mtime_ns, found.st_size)


def laid_over(owners: Mapping[str, Any], changes: Mapping[str, Change]) -> dict[str, Any]:
    """The owner's settings, as in their file, with the changes in their places."""
    whole = {name: dict(part) if isinstance(part, Mapping) else part for name, part in owners.items()}
    for name, change in changes.items():
        section, _, setting = name.partition(".")
        whole.setdefault(section, {})[setting] = change.value
    return whole


def _change(name: str, found: object) -> Change:
    if name not in CHANGEABLE or not isinstance(found, dict) or found.keys() != _PARTS:
        raise Unreadable
    if not isinstance(found["value"], str | int) or not isinstance(found["by"], str) or not isinstance(found["at"], str):
        raise Unreadable
    try:
        at = datetime.fromisoformat(found["at"])
    except ValueError:
        raise Unreadable from None
    if at.tzinfo is None:
        raise Unreadable
    return Change(found["value"], found["by"], at)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
