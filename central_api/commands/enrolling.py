"""`central-api enrol-code`: a code with which one kiosk is enrolled once, as text and as a QR code to point a scanner at.

The QR code holds what is typed after `kioskctl enrol`: the centre's address, a space, the code. Nothing personal. A file of it is
its owner's alone, like the code itself, and never takes the place of another.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from central_api.app import enrolments
from central_api.clock import utc_now
from central_api.commands import typed
from central_api.commands.parts import Commands, say
from central_api.data_folder import opened
from central_api.published import Publications

_TERMINAL: Final = Path("-")
_KINDS: Final = (".png", ".svg")
_QUIET_ZONE: Final = 4  # modules of white on every side, ISO/IEC 18004, 5.3.8


def add_enrolling(commands: Commands) -> None:
    """Add the command."""
    code = commands.add("enrol-code", _enrol_code, "Issue a code with which one kiosk can be enrolled.")
    code.add_argument(
        "--device-name", type=typed.device_name, required=True, metavar="NAME", help='what staff call the kiosk: "CFI-2"'
    )
    code.add_argument("--site", type=typed.site, metavar="CODE", help='the site it stands at: "CFI"')
    code.add_argument("--json", action="store_true", help="print JSON")
    code.add_argument(
        "--qr", type=_picture, metavar="FILE", help="also as a QR code, in a new file .png or .svg; - shows it here"
    )
    code.add_argument("--centre", type=_address, metavar="URL", help="where the kiosk reaches this centre; goes into the QR code")
    code.set_defaults(wrong_usage=code.error)


def _enrol_code(options: argparse.Namespace) -> int:
    _check_together(options, options.wrong_usage)
    with opened(options.data) as centre, _new_file(options.qr) as file:
        root_key = Publications(centre.database, utc_now).key_list().root_key
        code = enrolments(centre.settings, centre.database).issue_code(root_key, options.device_name, options.site)
        text = code.to_text()
        if options.qr == _TERMINAL:
            _qr(options.centre, text).print_ascii(out=sys.stdout, tty=sys.stdout.isatty(), invert=True)
        elif file is not None:
            file.write(_drawn(_qr(options.centre, text), options.qr.suffix.lower()))
    say(json.dumps({"code": text, "device_name": options.device_name}) if options.json else text)
    return 0


def _check_together(options: argparse.Namespace, wrong_usage: Callable[[str], object]) -> None:
    if (options.qr is None) != (options.centre is None):
        wrong_usage("--qr and --centre go together: the QR code holds the centre's address and the code")
    if options.qr == _TERMINAL and options.json:
        wrong_usage("--qr - does not go with --json; name a file")


@contextlib.contextmanager
def _new_file(path: Path | None) -> Iterator[io.BufferedWriter | None]:
    """The file, open before there is a code, and gone again when none could be written to it."""
    if path is None or path == _TERMINAL:
        yield None
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _qr(centre: str, code: str) -> qrcode.QRCode[Any]:
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_ZONE)
    made.add_data(f"{centre} {code}")
    made.make(fit=True)
    return made


def _drawn(code: qrcode.QRCode[Any], kind: str) -> bytes:
    from qrcode.image.pil import PilImage  # the drawing waits for whoever wants a picture
    from qrcode.image.svg import SvgPathFillImage

    picture = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage if kind == ".svg" else PilImage).save(picture)
    return picture.getvalue()


def _picture(text: str) -> Path:
    path = Path(text)
    if path != _TERMINAL and path.suffix.lower() not in _KINDS:
        raise argparse.ArgumentTypeError("a file whose name ends in .png or .svg, or - for this terminal")
    return path


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not text.isprintable() or " " in text:
        raise argparse.ArgumentTypeError("an address like https://centre.example")
    return text
