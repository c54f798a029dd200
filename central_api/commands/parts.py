"""What every command is made of: its parser, its one line of output, its one line of refusal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sync.envelope import instant_text


class Commands:
    """The commands of a parser, or of a group of commands."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._among = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        self, name: str, run: Callable[[argparse.Namespace], int], text: str, *, on_data: bool = True
    ) -> argparse.ArgumentParser:
        """A command, on a data folder unless told otherwise; `run` gives its exit code."""
        made = self._among.add_parser(name, help=text, description=text)
        if on_data:
            made.add_argument("--data", type=Path, required=True, metavar="DIR", help="the centre's data folder")
        made.set_defaults(run=run)
        return made

    def group(self, name: str, text: str) -> Commands:
        """Commands that are typed after a common word."""
        return Commands(self._among.add_parser(name, help=text, description=text))


def say(line: str) -> None:
    """A line of what was asked for, out at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def plain(value: object) -> object:
    """What JSON can carry of a value: instants and ids as text, all else as it is."""
    match value:
        case UUID():
            return str(value)
        case datetime():
            return instant_text(value)
        case dict():
            return {name: plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case _:
            return value


def minute_text(at: datetime | None) -> str:
    """When a kiosk was seen, which is known to the minute; "never" for None."""
    return "never" if at is None else f"{at:%Y-%m-%dT%H:%MZ}"


def warn(line: str) -> None:
    """What the operator should know of what was done all the same."""
    sys.stderr.write(f"warning: {line}\n")


def fail(line: str) -> int:
    """Why it could not be done; the exit code that says so."""
    sys.stderr.write(f"{line}\n")
    return 1
