"""Claiming possession of a rented home in the County Court: forms N5 and N119 in England, their own forms and words in Wales."""

from services.possession_claims.service import SERVICE

__all__ = ["SERVICE"]
