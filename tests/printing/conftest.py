"""Receipts as a visits service would word them, in both languages, without depending on that service."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image

from kiosk_app.ports.printing import ReceiptPage
from kiosk_app.ports.submissions import Custody
from printing.renderer import PageRenderer
from services.forms.receipt import DatedLine, Line, Receipt, Section
from services.forms.words import verbatim
from services.language import Language

ENGLISH = ReceiptPage(
    receipt=Receipt(
        title=verbatim("Your visit request"),
        saved=verbatim("Your visit request is saved"),
        not_yet=verbatim("Your visit is not booked yet."),
        decides=verbatim("The prison decides."),
        next=(
            DatedLine(
                verbatim("Today, 20 November"),
                verbatim("Your request is kept on the kiosk. It is sent when the kiosk is connected."),
            ),
            DatedLine(
                verbatim("By Wednesday 25 November"),
                verbatim("The prison texts you its answer, if your request is sent today."),
            ),
            DatedLine(
                verbatim("From Thursday 26 November"),
                verbatim("No text yet? Go back to the kiosk or phone 0300 303 2301 with your reference."),
            ),
        ),
        asked=(
            Section(
                verbatim("You asked for"),
                (
                    Line(verbatim("Saturday 28 November"), verbatim("9:30am to 11am"), 1),
                    Line(verbatim("Thursday 26 November"), verbatim("2pm to 3:30pm"), 2),
                ),
            ),
            Section(verbatim("Who"), (Line(verbatim("To visit David T, A1234BC")), Line(verbatim("2 adults and 1 child")))),
        ),
        later_title=verbatim("If the prison says yes"),
        later=(
            Section(
                verbatim("Bring one of these for each adult"),
                (
                    Line(verbatim("Passport")),
                    Line(verbatim("Driving licence")),
                    Line(verbatim("Bus pass with a photo")),
                ),
            ),
            Section(
                verbatim("On the day"),
                (
                    Line(verbatim("Arrive 45 minutes before the visit.")),
                    Line(verbatim("Go to HMP Cardiff, Knox Road, Cardiff CF24 0UG.")),
                ),
            ),
        ),
        keep=verbatim("Keep the reference safe. Anyone who has it can see if the visit is booked."),
    ),
    reference="7K2M9QTX4HW3",
    custody=Custody.HELD,
    custody_words=verbatim("Saved on this kiosk. Not sent yet."),
    site="HMP Cardiff visitors’ centre",
    organisation="Ministry of Justice",
    kiosk="CFI-2",
    language=Language.ENGLISH,
    printed=datetime(2026, 11, 20, 10, 51, tzinfo=UTC),
    copy=1,
)

WELSH = replace(
    ENGLISH,
    receipt=Receipt(
        title=verbatim("Eich cais am ymweliad"),
        saved=verbatim("Mae eich cais am ymweliad wedi’i gadw"),
        not_yet=verbatim("Nid yw eich ymweliad wedi’i archebu eto."),
        decides=verbatim("Y carchar sy’n penderfynu."),
        next=(
            DatedLine(
                verbatim("Heddiw, 20 Tachwedd"),
                verbatim("Mae eich cais yn cael ei gadw ar y ciosg. Caiff ei anfon pan fydd cysylltiad."),
            ),
            DatedLine(
                verbatim("Erbyn dydd Mercher 25 Tachwedd"),
                verbatim("Bydd y carchar yn anfon neges destun â’i ateb, os anfonir eich cais heddiw."),
            ),
            DatedLine(
                verbatim("O ddydd Iau 26 Tachwedd"),
                verbatim("Dim neges destun? Dewch yn ôl at y ciosg neu ffoniwch 0300 303 2301 gyda’ch cyfeirnod."),
            ),
        ),
        asked=(
            Section(
                verbatim("Beth wnaethoch chi ofyn amdano"),
                (
                    Line(verbatim("Dydd Sadwrn 28 Tachwedd"), verbatim("9:30yb tan 11yb"), 1),
                    Line(verbatim("Dydd Iau 26 Tachwedd"), verbatim("2yp tan 3:30yp"), 2),
                ),
            ),
            Section(
                verbatim("Pwy"),
                (Line(verbatim("I ymweld â Gwenllïan Ŵ, A1234BC")), Line(verbatim("2 oedolyn hŷn ac 1 plentyn"))),
            ),
        ),
        later_title=verbatim("Os bydd y carchar yn cytuno"),
        later=(
            Section(
                verbatim("Dewch ag un o’r rhain i bob oedolyn"),
                (
                    Line(verbatim("Pasbort")),
                    Line(verbatim("Trwydded yrru")),
                    Line(verbatim("Tocyn bws gyda llun")),
                ),
            ),
            Section(
                verbatim("Ar y diwrnod"),
                (
                    Line(verbatim("Dylech gyrraedd 45 munud cyn yr ymweliad.")),
                    Line(verbatim("Ewch i Garchar Caerdydd, Heol Knox, Caerdydd CF24 0UG.")),
                ),
            ),
        ),
        keep=verbatim("Cadwch y cyfeirnod yn ddiogel. Gall unrhyw un sydd ag ef weld a yw’r ymweliad wedi’i archebu."),
    ),
    custody_words=verbatim("Wedi’i gadw ar y ciosg hwn. Heb ei anfon eto."),
    site="Canolfan ymwelwyr Carchar Caerdydd",
    organisation="Y Weinyddiaeth Gyfiawnder",
    language=Language.WELSH,
)


LONG = replace(
    ENGLISH,
    site="HMP Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch visitors’ centre and family rooms",
    receipt=replace(
        ENGLISH.receipt,
        asked=(
            ENGLISH.receipt.asked[0],
            Section(
                verbatim("Who"),
                tuple(
                    Line(verbatim(f"To visit {name}, A1234BC"))
                    for name in (
                        "Wolfeschlegelsteinhausenbergerdorff-" * 3,
                        "Gwenllïan Angharad Myfanwy O’Shaughnessy-Featherstonehaugh",
                    )
                ),
            ),
        ),
        later=ENGLISH.receipt.later * 6,
    ),
)


class Render(Protocol):
    """Pages as grey pictures."""

    def __call__(self, pdf: bytes, dpi: int) -> list[Image.Image]: ...


class Draw(Protocol):
    """Draws a receipt."""

    def __call__(self, page: ReceiptPage) -> bytes: ...


@pytest.fixture(scope="session")
def draw() -> Draw:
    return PageRenderer().receipt


@pytest.fixture
def render(tmp_path: Path) -> Render:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed (Debian package poppler-utils): pages cannot be looked at")

    def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        file = folder / "page.pdf"
        file.write_bytes(pdf)
        subprocess.run([program, "-gray", "-r", str(dpi), file, folder / "page"], check=True)  # noqa: S603 - our own file
        pages = []
        for picture in sorted(folder.glob("*.pgm")):
            with Image.open(picture) as page:
                pages.append(page.copy())
        return pages

    return pictures


@pytest.fixture
def long() -> ReceiptPage:
    """Long names, a long site, and more sections than one page holds."""
    return LONG


@pytest.fixture
def english() -> ReceiptPage:
    return ENGLISH


@pytest.fixture
def welsh() -> ReceiptPage:
    return WELSH
