"""The public services: pages, rules, wording and the model of each submission. Shared by kiosk and centre.

Pure: no Qt, no SQL, no HTTP, no clock of its own.
"""
