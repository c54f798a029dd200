"""The catalogue of words that all claims share."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.claims")
_n = _.plural
