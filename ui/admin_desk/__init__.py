"""The pages on which staff look after this kiosk: how it stands, what waits, visit times, records, settings and copies."""
