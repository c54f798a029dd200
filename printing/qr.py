"""The QR code of a reference, that of a page online, and that of a payment link.

It holds that and nothing else: a code that anybody can photograph must not say who the person is or what was asked.
Error correction M survives a fold or a thumb; the groups are joined by hyphens, so that a phone shows what the paper says.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import qrcode
from qrcode.constants import ERROR_CORRECT_M

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]

GOV_UK = "https://www.gov.uk/"
QUIET_ZONE = 4  # modules of white on every side, ISO/IEC 18004, 5.3.8
_GROUP = 4


def groups(reference: str) -> tuple[str, ...]:
    """A reference in the groups of four it is read aloud in, whether given with or without spaces and hyphens."""
    characters = reference.replace("-", "").replace(" ", "")
    return tuple(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))


def matrix(reference: str) -> Matrix:
    """The modules of the code, rows from the top, True for black; without the quiet zone, which whoever draws it must leave."""
    return _matrix("-".join(groups(reference)))


def address_matrix(address: str) -> Matrix:
    """The modules of the code of a public address: on GOV.UK, and never with anything that a person typed.

    Raises:
        ValueError: it is another address.
    """
    if not address.startswith(GOV_UK) or "?" in address or "#" in address:
        raise ValueError("a code leads to a page of GOV.UK and says nothing more")
    return _matrix(address)


def payment_matrix(link: str) -> Matrix:
    """The modules of the code of a payment link, which says a reference and an amount (`services.fees.payment_link`).

    Raises:
        ValueError: it is no https address.
    """
    if not link.startswith("https://"):
        raise ValueError("a fee is paid at an https address")
    return _matrix(link)


def _matrix(text: str) -> Matrix:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def draw(canvas: Canvas, modules: Matrix, x: float, y: float, side: float) -> None:
    """Fill the black modules as one vector path, in a square whose lower left corner is at `x`, `y` (points, no quiet zone).

    Neighbours in a row become one rectangle, so that no printer leaves hair lines between them.
    """
    module = side / len(modules)
    path = canvas.beginPath()
    for row, cells in enumerate(modules):
        column = 0
        for black, run in groupby(cells):
            length = len(tuple(run))
            if black:
                path.rect(x + column * module, y + side - (row + 1) * module, length * module, module)
            column += length
    canvas.drawPath(path, stroke=0, fill=1)
