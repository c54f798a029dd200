"""Asking for a prison visit: one prisoner, one to six visitors, one to three times in order, and how to answer."""

from services.visits.service import SERVICE

__all__ = ["SERVICE"]
