"""Reads the lock files, so that every check means the same packages by "what the kiosk runs on"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"

_PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;\\]+)(?:\s*;[^\\]*)?(?P<hashes>(?:\s*\\?\s*--hash=sha256:[0-9a-f]{64})*)\s*"
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version; `hashes` counts the files it may be installed from."""

    name: str
    version: str
    hashes: int


def pins(lock: Path) -> dict[str, Pin]:
    """The packages of a lock file, by name.

    Raises:
        ValueError: a line is anything but a pinned package with its hashes.
    """
    found = {}
    for entry in re.split(r"(?<!\\)\n", lock.read_text(encoding="utf-8")):
        if not entry.strip():
            continue
        match = _PIN.fullmatch(entry)
        if match is None:
            raise ValueError(f"{lock.name}: not a pinned package: {entry.splitlines()[0]}")
        found[match["name"]] = Pin(match["name"], match["version"], match["hashes"].count("--hash"))
    return found
