"""The days and the times of a ranking as Qt's models: views hear which rows have changed, and draw those alone."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from services.forms.fields import TimedOption
from ui.desk.times import Day, Ranking

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class DaysModel(QAbstractListModel):
    """Every day with times on offer, each with the rank of the best choice made on it, or 0."""

    def __init__(self, ranking: Ranking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ranking = ranking
        self._ranks = self._now()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ranking.days)

    def data(self, index: _Index, role: int = 0) -> int | None:
        return self.rank(index.row()) if role == 0 else None

    def day(self, row: int) -> Day:
        """The day of a row."""
        return self._ranking.days[row]

    def rank(self, row: int) -> int:
        """The best choice made on the day of a row."""
        return self._ranks[row]

    def refresh(self) -> None:
        """The ranking was changed."""
        before, self._ranks = self._ranks, self._now()
        for row, (old, new) in enumerate(zip(before, self._ranks, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _now(self) -> tuple[int, ...]:
        return tuple(next(iter(self._ranking.ranks_on(day)), 0) for day in self._ranking.days)


class TimesModel(QAbstractListModel):
    """The times of one day, each with its rank (0 when it is not chosen) and with the rank a press would give (0 for none)."""

    def __init__(self, ranking: Ranking, day: Day, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ranking, self._day = ranking, day
        self._states = self._now()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._day.options)

    def data(self, index: _Index, role: int = 0) -> int | None:
        return self.state(index.row())[0] if role == 0 else None

    def option(self, row: int) -> TimedOption:
        """The time of a row."""
        return self._day.options[row]

    def state(self, row: int) -> tuple[int, int]:
        """Its rank, and the rank a press would give."""
        return self._states[row]

    def refresh(self) -> None:
        """The ranking was changed."""
        before, self._states = self._states, self._now()
        for row, (old, new) in enumerate(zip(before, self._states, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _now(self) -> tuple[tuple[int, int], ...]:
        ranks = (self._ranking.rank(option.value) for option in self._day.options)
        return tuple((rank, 0 if rank else self._ranking.next_rank) for rank in ranks)
