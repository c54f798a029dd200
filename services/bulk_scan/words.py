"""The catalogue of words about scanned envelopes."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.bulk_scan")
_n = _.plural
