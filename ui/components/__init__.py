"""The parts every screen is made of. Each follows a `LookSource`, has a name for assistive technology, and works by any input."""
