"""Installs the toy service for a test, as pip would: a package, its compiled words and a `.dist-info` with entry points."""

from __future__ import annotations

import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_SOURCE = Path(__file__).parent / "toy_service"
_METADATA = "Metadata-Version: 2.1\nName: toy-service\nVersion: 1.0\nRequires-Dist: justice-kiosk\n"
_ENTRY_POINTS = """[justice_kiosk.services]
toy-application = toy_service.application:APPLICATION
toy-signature = toy_service.following:SIGNATURE
toy-statement = toy_service.following:STATEMENT
"""


def install_toy(target: Path) -> Path:
    """Install into the empty or new folder `target`, and return it: the entry to put on `sys.path` or in `PYTHONPATH`."""
    shutil.copytree(_SOURCE, target / _SOURCE.name, ignore=shutil.ignore_patterns("__pycache__"))
    for words in (target / _SOURCE.name).rglob("messages.po"):
        with words.open("rb") as source, words.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(source, locale="cy"))
    distribution = target / "toy_service-1.0.dist-info"
    distribution.mkdir()
    (distribution / "METADATA").write_text(_METADATA, encoding="utf-8")
    (distribution / "entry_points.txt").write_text(_ENTRY_POINTS, encoding="utf-8")
    return target
