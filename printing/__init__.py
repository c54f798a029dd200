"""Paper: documents drawn as tagged PDF, the QR of a reference, the printers that pages come out of, and scans of paper.

The only room that knows reportlab, qrcode, pikepdf and Pillow. Pages are pure black on white, to look the same from a laser
printer, a thermal printer and a photocopier.
"""
