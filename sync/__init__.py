"""Sealing, sending and fetching: everything between this kiosk's outbox and the centre."""
