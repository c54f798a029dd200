"""What the kernel knows of the screen is read as the screen wrote it, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.displays import connected_display, read_edid
from kiosk_app.legible import Display

LARGE = Display(1920, 1080, 476, 268)
SMALL = Display(1280, 1024, 376, 301)


def edid(display: Display) -> bytes:
    """The first block of a screen's description, with its preferred mode."""
    width, height, wide, high = (round(each) for each in (display.width, display.height, display.width_mm, display.height_mm))
    mode = bytearray(18)
    mode[0:2] = (14850).to_bytes(2, "little")
    mode[2], mode[4] = width & 0xFF, (width >> 8) << 4
    mode[5], mode[7] = height & 0xFF, (height >> 8) << 4
    mode[12], mode[13], mode[14] = wide & 0xFF, high & 0xFF, (wide >> 8) << 4 | high >> 8
    return bytes.fromhex("00ffffffffffff00") + bytes(46) + bytes(mode) + bytes(56)


def connector(folder: Path, name: str, description: bytes, status: str = "connected") -> None:
    (folder / name).mkdir()
    (folder / name / "status").write_text(f"{status}\n", encoding="ascii")
    (folder / name / "edid").write_bytes(description)


@pytest.mark.parametrize("display", [LARGE, SMALL])
def test_pixels_and_millimetres_are_read(display: Display) -> None:
    assert read_edid(edid(display)) == display


@pytest.mark.parametrize("text", [b"", b"not a screen" * 20, edid(LARGE)[:60], edid(LARGE)[:54] + bytes(74)])
def test_what_describes_no_screen_is_none(text: bytes) -> None:
    assert read_edid(text) is None


def test_the_connected_screen_is_found_among_the_connectors(tmp_path: Path) -> None:
    (tmp_path / "card0").mkdir()
    (tmp_path / "version").write_text("drm", encoding="ascii")
    connector(tmp_path, "card0-DP-1", b"", "disconnected")
    connector(tmp_path, "card0-HDMI-A-1", edid(SMALL))

    assert connected_display(tmp_path) == SMALL


def test_without_a_screen_nothing_is_said(tmp_path: Path) -> None:
    connector(tmp_path, "card0-Virtual-1", b"")

    assert connected_display(tmp_path) is None
    assert connected_display(tmp_path / "nothing") is None
