"""Paper: documents drawn as tagged PDF, the QR of a reference, and the printers that pages come out of.

The only room that knows reportlab, qrcode and pikepdf. Pages are pure black on white, so that they look the same from a laser
printer, a thermal printer and a photocopier.
"""
