"""The gallery shows every screen that is kept as a picture, and is what its script makes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "ui" / "pictures"


def test_the_gallery_is_what_its_script_makes() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "generate_gallery.py", "--check"], check=False, capture_output=True)  # noqa: S603

    assert (done.returncode, done.stdout) == (0, b"")


def test_every_kept_picture_is_in_the_gallery() -> None:
    shown = set(re.findall(r"\.\./tests/ui/pictures/([^)]+\.png)", (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")))

    assert shown == {str(path.relative_to(PICTURES)) for path in PICTURES.rglob("*.png")}
