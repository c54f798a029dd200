"""The capture sheet of a court desk on the real accessibility bus: every box is there, is read, is gone to and is typed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_app.config import Home
from tests.atspi.desk import Desk
from tests.atspi.screen_reader import Thing

pytestmark = pytest.mark.timeout(300)  # seconds: a busy machine is no failure


def test_a_form_is_read_box_by_box_and_typed_by_ear(desk: Desk, tmp_path: Path) -> None:
    with desk.screen_reader() as reader, desk.kiosk(Home(tmp_path), str(tmp_path), program="tests.atspi.sheet_window") as window:
        reader.arrive("Form N1")
        reader.hear("focus: text 3 Postcode")
        boxes = [each for each in reader.all("text") if each.name[:1].isdigit()]

        reader.focus("text", "15 Postcode")
        heard = reader.hear("says: 15 Postcode", "says: no postcode")
        reader.type("15 Postcode", "CF10 1EP")
        reader.focus("text", "1 Name")
        reader.hear("says: 1 Name", "says: empty. Cannot be read")
        after = {each.name: each for each in reader.all("text")}

    named: dict[str, Thing] = {each.name: each for each in boxes}
    numbers = [int(each.name.split()[0]) for each in boxes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (named["1 Name"].value, named["1 Name"].description.split(".")[0]) == ("", "Cannot be read")
    assert named["15 Postcode"].value == "no postcode"
    assert named["15 Postcode"].description.startswith("Enter")
    assert not [line for line in heard if "Wyndham" in line]
    assert (after["15 Postcode"].value, after["15 Postcode"].description) == ("CF10 1EP", "")
    assert "focused" in after["1 Name"].states
    assert window.returncode == 0
