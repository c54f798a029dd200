"""Every kind of page a kiosk prints, made from the visits service on a fixed day; and what a page looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pypdfium2
from PIL import Image

from kiosk_app.ports.printing import DayLine, DayListPage, PaperSize, PassPage, ReceiptPage
from kiosk_app.ports.submissions import Custody
from kiosk_app.wording import custody_words
from printing.renderer import PageRenderer
from services.forms.receipt import Place, ReceiptContext
from services.language import Language
from services.visits.passes import appointments, visit_pass
from services.visits.receipt import receipt
from services.visits.service import SERVICE

TODAY = date(2026, 11, 20)
REFERENCE = "7K2M9QTX4HW3"
FIELDS: Mapping[str, object] = {
    "prison": "CFI",
    "prison_en": "HMP Cardiff",
    "prison_cy": "Carchar Caerdydd",
    "address_en": ["Knox Road", "Cardiff", "CF24 0UG"],
    "address_cy": ["Heol Knox", "Caerdydd", "CF24 0UG"],
    "phone": "0300 303 2301",
    "prisoner": "David T",
    "number": "A1234BC",
    "visitors": ["Siân O", "Mali O", "Wolfeschlegelsteinhausenbergerdorff B"],
    "slots": ["2026-11-28T09:30/11:00", "2026-11-26T14:00/15:30", "2026-11-29T14:00/15:30"],
    "adults": 2,
    "children": 1,
    "contact": "text",
    "answer_by": "2026-11-25",
}
WAITING = ReceiptContext(TODAY, TODAY)
BOOKED = ReceiptContext(TODAY, TODAY, Place.RECEIVED, sent_on=TODAY, state="booked", params={"slot": "2026-11-28T09:30/11:00"})
CLOSED = replace(BOOKED, params={**BOOKED.params, "closed": "yes"})
_SITES = {
    Language.ENGLISH: ("Ministry of Justice", "HMP Cardiff visitors’ centre"),
    Language.WELSH: ("Y Weinyddiaeth Gyfiawnder", "Canolfan ymwelwyr Carchar Caerdydd"),
}
_HELD = custody_words(Custody.HELD, SERVICE.receiver)
_PRINTED = datetime(2026, 11, 20, 10, 51, tzinfo=UTC)


def receipt_page(language: Language, copy: int = 1) -> ReceiptPage:
    organisation, site = _SITES[language]
    return ReceiptPage(
        receipt(FIELDS, WAITING),
        REFERENCE,
        Custody.HELD,
        _HELD,
        site,
        organisation,
        "CFI-2",
        language,
        _PRINTED,
        copy,
    )


def pass_page(language: Language, copy: int = 1, context: ReceiptContext = BOOKED) -> PassPage:
    organisation, site = _SITES[language]
    granted = visit_pass(FIELDS, context)
    assert granted is not None
    return PassPage(granted, REFERENCE, site, organisation, "CFI-2", language, _PRINTED, copy)


def day_page(language: Language, granted: int = 60, requested: int = 4, left_out: int = 0) -> DayListPage:
    """`granted` lines over two sessions, some of them closed visits or with many names."""
    organisation, site = _SITES[language]
    lines = tuple(_line(number, "09:30/11:00" if number < granted / 2 else "14:00/15:30") for number in range(granted))
    wishes = appointments(FIELDS, WAITING)
    asked = tuple(DayLine(f"3F2M9QTX{number:04}", wishes[number % 3], _HELD) for number in range(requested))
    day, counts = date(2026, 11, 28), (granted + left_out, requested, left_out)
    return DayListPage(day, lines, asked, *counts, site, organisation, "CFI-2", language, _PRINTED)


def _line(number: int, span: str) -> DayLine:
    context = replace(
        CLOSED if number % 9 == 4 else BOOKED, params={"slot": f"2026-11-28T{span}", "closed": "yes" if number % 9 == 4 else "no"}
    )
    names = ("Siân O", "Mali O", "Gwenllïan Angharad Myfanwy F")
    (appointment,) = appointments({**FIELDS, "visitors": names[: number % 3 + 1]}, context)
    return DayLine(f"7K2M9QTX{number:04}", appointment)


NAMES = (
    *(f"{kind}-{size}-{language}" for kind in ("receipt", "pass") for size in PaperSize for language in Language),
    *(f"day-list-{language}" for language in Language),
)


def paper(name: str) -> bytes:
    """One of each kind, by its name: "receipt-80mm-cy"."""
    kind, _, which = name.rpartition("-")[0].partition("-")
    language = Language(name.rpartition("-")[2])
    if kind == "day":
        return PageRenderer().day_list(day_page(language, 20, 2))
    renderer = PageRenderer(PaperSize(which))
    if kind == "receipt":
        return renderer.receipt(receipt_page(language))
    return renderer.granted_pass(pass_page(language, 2, CLOSED))


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one line of a page, and the box of their ink in points from the lower left corner."""

    words: str
    box: tuple[float, float, float, float]  # left, bottom, right, top

    def overlaps(self, other: Text, slack: float = 0.75) -> bool:
        """Whether their ink shares room, beyond what letters may reach into a neighbour."""
        left, bottom = max(self.box[0], other.box[0]), max(self.box[1], other.box[1])
        right, top = min(self.box[2], other.box[2]), min(self.box[3], other.box[3])
        return right - left > slack and top - bottom > slack


@dataclass(frozen=True, slots=True)
class Sight:
    """One page as an eye meets it."""

    width: float
    height: float
    picture: Image.Image
    texts: Sequence[Text]


def seen(pdf: bytes, dpi: int = 144) -> list[Sight]:
    """Every page of a document."""
    sights = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            words = page.get_textpage()
            boxes = (words.get_rect(index) for index in range(words.count_rects()))
            texts = [Text(words.get_text_bounded(*box).strip(), box) for box in boxes]
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
            sights.append(Sight(*page.get_size(), picture, [text for text in texts if text.words]))
    return sights
