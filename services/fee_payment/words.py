"""The catalogue of words about paying a fee."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.fee_payment")
