"""The catalogue of words of this service."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.possession_claims")
_n = _.plural
