"""`python -m kiosk_app.main`: how one process of a kiosk starts another."""

from __future__ import annotations

import sys

from kiosk_app.main import kiosk

sys.exit(kiosk())
