from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from printing import qr


def picture(modules: qr.Matrix, scale: int = 4) -> Image.Image:
    side = len(modules) + 2 * qr.QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for row, cells in enumerate(modules):
        for column, black in enumerate(cells):
            if black:
                image.putpixel((column + qr.QUIET_ZONE, row + qr.QUIET_ZONE), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("given", ["7K2M9QTX4HW3", "7K2M-9QTX-4HW3", "7K2M 9QTX 4HW3"])
def test_the_code_holds_three_groups_joined_by_hyphens_however_the_reference_is_given(given: str) -> None:
    modules = qr.matrix(given)

    found = zxingcpp.read_barcode(picture(modules))

    assert found is not None
    assert found.text == "7K2M-9QTX-4HW3"
    assert found.ec_level == "M"


def test_the_matrix_is_square_without_its_quiet_zone() -> None:
    modules = qr.matrix("7K2M9QTX4HW3")

    assert {len(row) for row in modules} == {len(modules)} == {21}
    assert all(modules[0][:7])


def test_a_code_with_a_thumb_on_it_is_still_read() -> None:
    modules = [list(row) for row in qr.matrix("7K2M9QTX4HW3")]
    for row in range(10, 13):
        for column in range(10, 13):
            modules[row][column] = not modules[row][column]

    found = zxingcpp.read_barcode(picture(tuple(tuple(row) for row in modules)))

    assert found is not None
    assert found.text == "7K2M-9QTX-4HW3"
