"""The catalogue of words about fees."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.fees")
_n = _.plural
