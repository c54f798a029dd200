"""`kioskctl`: everything an operator or a script can ask of a kiosk, each answer also as JSON."""
