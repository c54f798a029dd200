"""Looking at a kiosk, one thing at a time: what `kioskctl doctor` says, and what the readiness page of staff shows."""
