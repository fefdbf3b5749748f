"""The fonts that pictures are written in, and which letters they have.

`tools/setup.py` puts them into `build/fonts`. A letter that none of them has would be drawn as a box, so whoever writes
asks first.
"""

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[3] / "build" / "fonts"
FAMILIES: Final = "Pretendard, Noto Sans TC"
_UNICODE: Final = {(3, 10), (0, 4), (0, 6), (3, 1), (0, 3)}


@lru_cache(maxsize=1)
def files() -> tuple[str, ...]:
    """Where they are; none on a machine that was not set up."""
    return tuple(str(file) for file in sorted(FOLDER.glob("*.[ot]tf")))


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Every character that at least one of them draws."""
    return frozenset().union(*(_mapped(Path(file).read_bytes()) for file in files()))


def _mapped(font: bytes) -> frozenset[int]:
    """Read which characters a font file maps to a glyph (OpenType, table ``cmap``, formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for n in range(subtables):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * n)
        if (platform, encoding) in _UNICODE:
            found |= _characters(font, start + offset)
    return frozenset(found)


def _characters(font: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        parts = (struct.unpack_from(">III", font, at + 16 + 12 * n)[:2] for n in range(groups))
        return {one for first, last in parts for one in range(first, last + 1)}
    if form == 4:
        segments = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", font, at + 14)
        starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
        return {one for first, last in zip(starts, ends, strict=True) for one in range(first, last + 1)} - {0xFFFF}
    return set()
