"""What the screens of this computer say of themselves, asked of the kernel: commands of staff run without a desktop.

A screen describes itself in its EDID (VESA E-EDID 1.4); its preferred mode comes first and holds pixels and millimetres.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kiosk_app.legible import Display

FOLDER = Path("/sys/class/drm")
_HEADER = bytes.fromhex("00ffffffffffff00")
_TIMING, _END = 54, 72  # where the preferred mode stands


def connected_display(folder: Path = FOLDER) -> Display | None:
    """The first connected screen, by the names of the connectors; None where the kernel knows of none."""
    with suppress(OSError):
        for connector in sorted(folder.iterdir()):
            found = _described(connector)
            if found is not None:
                return found
    return None


def _described(connector: Path) -> Display | None:
    try:
        if (connector / "status").read_text(encoding="ascii", errors="replace").strip() != "connected":
            return None
        return read_edid((connector / "edid").read_bytes())
    except OSError:
        return None


def read_edid(edid: bytes) -> Display | None:
    """Pixels and millimetres of the preferred mode; None where it is no EDID, or has no such mode."""
    if len(edid) < _END or not edid.startswith(_HEADER):
        return None
    mode = edid[_TIMING:_END]
    width, height = mode[2] | (mode[4] & 0xF0) << 4, mode[5] | (mode[7] & 0xF0) << 4
    if int.from_bytes(mode[:2]) == 0 or not width or not height:
        return None
    return Display(width, height, mode[12] | (mode[14] & 0xF0) << 4, mode[13] | (mode[14] & 0x0F) << 8)
