"""The catalogue of words of the guidance: what is said around its texts, which bring both languages themselves."""

from __future__ import annotations

from services.forms.words import Domain

_ = Domain("services.guidance")
