"""What the kiosk costs, measured: `python -m benchmarks NAME`. What each figure means: docs/benchmarks.md."""
