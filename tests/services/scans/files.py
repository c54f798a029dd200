"""Scans made by hand: the smallest files that are whole."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * min(width, 9) for _ in range(min(height, 9)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, coded: bytes = b"\x12\xff\x00\x34\xff\xd0\x56") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHBBBB", 11, 8, height, width, 1, 1, 0x11, 0)
    scan = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0, 0, 63, 0) + coded
    return b"\xff\xd8\xff\xe0\x00\x07JFIF\0" + frame + scan + b"\xff\xd9"


def tiff(pages: int = 1, order: str = "<", *, data: bytes = b"\x80" * 4) -> bytes:
    made = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8 + len(data)) + data
    for page in range(pages):
        at = len(made)
        entries = [(256, 3, 2), (257, 3, 2), (273, 4, 8), (279, 4, len(data))]
        made += struct.pack(f"{order}H", len(entries))
        for tag, kind, value in entries:
            written = struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}I", value)
            made += struct.pack(f"{order}HHI", tag, kind, 1) + written
        made += struct.pack(f"{order}I", 0 if page == pages - 1 else at + 2 + 12 * len(entries) + 4)
    return made


def pdf(*objects: bytes, catalog: bytes = b"", stream: bytes = b"0 0 2 2 re f", stream_names: bytes = b"") -> bytes:
    listed = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(stream), stream_names, stream),
        *objects,
    ]
    made, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(listed, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(listed) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(listed) + 1, table, end)


def object_stream(content: bytes, names: bytes = b"/Filter/FlateDecode", *, coded: bytes | None = None) -> bytes:
    data = zlib.compress(content) if coded is None else coded
    return b"<</Type/ObjStm/N 1/First 4%s/Length %d>>\nstream\n%s\nendstream" % (names, len(data), data)
