"""`enrol-code --qr`: what a scanner reads is what is typed after `kioskctl enrol`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from central_api.cli import main
from central_api.data_folder import opened
from central_api.models import IssuedCode
from sync.envelope import EnrolmentCode

URL = "https://centre.example"
BLOCKS = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), "\xa0": (0, 0)}  # the upper and the lower module of a letter
SQUARE = re.compile(r"M([\d.]+),([\d.]+)H([\d.]+)V([\d.]+)")
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


def enrol_code(data: Path, *options: str) -> int:
    return main(["enrol-code", "--data", str(data), "--device-name", "CFI-2", *options])


def wrong_usage(data: Path, *options: str) -> bool:
    with pytest.raises(SystemExit) as caught:
        enrol_code(data, *options)
    return caught.value.code == 2


def codes_issued(data: Path) -> int:
    with opened(data) as centre, centre.database.read() as session:
        return session.query(IssuedCode).count()


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcode(image)
    assert found is not None
    return str(found.text)


def drawn(file: Path) -> Image.Image:
    """The squares of an SVG, on the white that it asks for; millimetres, ten points each."""
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own
    side = int(root.attrib["viewBox"].split()[2])
    image = Image.new("L", (side * 10, side * 10), 255)
    pen = ImageDraw.Draw(image)
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        for found in SQUARE.findall(path.attrib["d"]):
            left, top, right, bottom = (float(number) * 10 for number in found)
            pen.rectangle((left, top, right - 1, bottom - 1), fill=0)
    return image


def typed(lines: list[str]) -> Image.Image:
    """What a terminal with light letters on black shows."""
    rows = [bytes(BLOCKS[letter][half] for letter in line) for line in lines for half in (0, 1)]
    image = Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows))
    return image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST)


def test_a_png_holds_the_centre_s_address_and_the_code_and_is_its_owner_s_alone(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "code.png"
    capsys.readouterr()

    exit_code = enrol_code(data, "--qr", str(file), "--centre", URL, "--json")

    code = json.loads(capsys.readouterr().out)["code"]
    with Image.open(file) as image:
        assert read(image.convert("L")) == f"{URL} {code}"
    assert exit_code == 0
    assert EnrolmentCode.from_text(code).to_text() == code
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_svg_holds_the_same(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "code.SVG"
    capsys.readouterr()

    exit_code = enrol_code(data, "--qr", str(file), "--centre", URL)

    assert exit_code == 0
    assert read(drawn(file)) == f"{URL} {capsys.readouterr().out.strip()}"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_terminal_shows_the_code_above_its_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    exit_code = enrol_code(data, "--qr", "-", "--centre", URL)

    *shown, code = capsys.readouterr().out.splitlines()
    assert exit_code == 0
    assert read(typed(shown)) == f"{URL} {code}"


def test_a_file_that_is_there_is_left_as_it_is_and_no_code_is_issued(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "code.png"
    file.write_bytes(b"mine")
    capsys.readouterr()

    exit_code = enrol_code(data, "--qr", str(file), "--centre", URL)

    said = capsys.readouterr()
    assert (exit_code, said.out, said.err) == (1, "", f"{file}: File exists\n")
    assert (file.read_bytes(), codes_issued(data)) == (b"mine", 0)


def test_what_cannot_be_a_picture_or_an_address_is_wrong_usage(data: Path, tmp_path: Path) -> None:
    png = str(tmp_path / "code.png")

    assert wrong_usage(data, "--qr", str(tmp_path / "code.gif"), "--centre", URL)
    assert wrong_usage(data, "--qr", png)
    assert wrong_usage(data, "--centre", URL)
    assert wrong_usage(data, "--qr", png, "--centre", "centre.example")
    assert wrong_usage(data, "--qr", png, "--centre", "https://a b")
    assert wrong_usage(data, "--qr", "-", "--centre", URL, "--json")
    assert (codes_issued(data), list(tmp_path.glob("*.png"))) == (0, [])
