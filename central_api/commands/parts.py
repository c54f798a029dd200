"""What every command is made of: its parser, its one line of output, its one line of refusal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from central_api.plain import plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Line = TypeVar("_Line", bound="DataclassInstance")


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


def say_lines(lines: Sequence[_Line], text: Callable[[_Line], str], *, as_json: bool) -> int:
    """A list of what was asked for: each in words on a line of its own, or all as JSON; exit status 0."""
    if as_json:
        say(json.dumps([plain(line) for line in lines], indent=2))
        return 0
    for line in lines:
        say(text(line))
    return 0


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
