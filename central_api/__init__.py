"""The reference intake: what a kiosk's envelopes arrive at, and where they are opened, decided and answered.

Intake is small and durable; opening, checking and deciding happen afterwards, in a worker that takes work by its state.
"""
