"""A list of rows that shows a few whole ones, and scrolls within itself; below it stands what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from ui.components.row_list import RowList, Rows
from ui.theme import LookSource, Said


class ShortList(RowList):
    """As high as its rows, and never higher than `most` of them."""

    def __init__(self, looks: LookSource, name: Said, rows: Rows, most: int, *, compact: bool) -> None:
        self._most = most
        super().__init__(looks, name, rows, compact=compact)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.row_height * max(1, min(self.count, self._most)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
