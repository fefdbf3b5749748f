"""A program of its own: a picture on stdin, its square in each size on stdout; exit 3, with one word, for what is none.

Asked for one size below nothing (``[-2400]``), it draws the whole picture, its longer side no longer than that; as WebP
when that is said too.

It is given files by strangers, so it runs alone (`shrinking.py`): no environment, no secrets, no files, so much memory
and time and no more. What it writes is drawn anew from pixels: nothing of the file itself, its metadata least of all,
comes through. It knows nothing of Woodshed.
"""

import io
import json
import os
import resource
import struct
import sys
import zipfile
from typing import Any

from PIL import (  # noqa: F401 - each plugin adds its format
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)
from pillow_heif import options, register_heif_opener

MOST_PIXELS = 40_000_000
"""Known from the header, before anything is unpacked; phones send 12 or 24 million."""
MEMORY, PROCESSOR_S = 1 << 30, 15
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
MARKS = (b"<script", b"<html", b"<!doctype", b"<svg", b"<iframe", b"<?php", b"%pdf-", b"javascript:")
"""No camera writes these: such a file is meant to be something else as well."""
ROTATED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
REFUSED = 3


class Refused(Exception):
    """Why a file is not taken: "kind", "large" or "broken"."""


def limited() -> None:
    """Take from this process what it needs not, where the system can; who waits for a page goes first."""
    os.nice(10)
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: PROCESSOR_S,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 32,
    }
    for what, most in limits.items():
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def drawn(data: bytes, sizes: list[int], kind: str = "JPEG") -> list[bytes]:
    """Give what these sizes mean: squares, or the whole."""
    return [page(data, -sizes[0], kind)] if sizes[0] < 0 else squares(data, sizes)


def page(data: bytes, most: int, kind: str = "JPEG") -> bytes:
    """Give a whole picture, upright, no side longer than ``most``; raise ``Refused``."""
    picture = _looked_at(data)
    try:
        picture.draft("RGB", (most, most))
        whole = _coloured(picture, picture.info.get("icc_profile"))
        whole.thumbnail((most, most), Image.Resampling.LANCZOS)
        return _encoded(_upright(whole, picture), kind)
    except MemoryError:
        raise Refused("large") from None
    except Exception:
        raise Refused("broken") from None


def squares(data: bytes, sizes: list[int]) -> list[bytes]:
    """Give the middle of a picture, upright, in each of these sizes as JPEG; raise ``Refused``."""
    picture = _looked_at(data)
    try:
        whole = _upright(_middle(picture, 2 * max(sizes)), picture)
    except MemoryError:
        raise Refused("large") from None
    except Exception:
        raise Refused("broken") from None
    return [_written(whole, size) for size in sizes]


def _looked_at(data: bytes) -> Image.Image:
    """Refuse what is meant to be something else as well, then read the header."""
    lower = data.lower()
    if any(mark in lower for mark in MARKS) or zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("kind")
    return _opened(data)


def _opened(data: bytes) -> Image.Image:
    """Read the header alone."""
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise Refused("large") from None
    except Exception:
        raise Refused("kind") from None
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("large")
    return picture


def _middle(picture: Image.Image, most: int) -> Image.Image:
    """Unpack it, no finer than is needed, and cut its middle out."""
    picture.draft("RGB", (most, most))
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    square = _coloured(picture.crop((left, top, left + side, top + side)), picture.info.get("icc_profile"))
    square.thumbnail((most, most), Image.Resampling.LANCZOS)
    return square


def _coloured(square: Image.Image, profile: bytes | None) -> Image.Image:
    """Put any kind of pixels into sRGB, what is see-through on white."""
    if square.mode.startswith("I"):
        return square.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    if square.mode in ("P", "PA", "LA", "RGBA", "RGBa", "La") or "transparency" in square.info:
        seen = square.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return _in_srgb(square, profile).convert("RGB")


def _in_srgb(square: Image.Image, profile: bytes | None) -> Image.Image:
    """By the file's own colour profile, where that says something."""
    if not profile or square.mode not in ("RGB", "CMYK"):
        return square
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        told: Any = ImageCms.profileToProfile(square, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return square
    return told or square


def _upright(square: Image.Image, picture: Image.Image) -> Image.Image:
    try:
        turn = ROTATED.get(picture.getexif().get(0x0112, 1))
    except Exception:  # what it says of itself can't be read, the picture can
        return square
    return square.transpose(turn) if turn is not None else square


def _written(whole: Image.Image, size: int) -> bytes:
    return _encoded(ImageOps.fit(whole, (size, size), Image.Resampling.LANCZOS))


def _encoded(drawn: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    clean = Image.frombytes("RGB", drawn.size, drawn.tobytes())
    clean.save(out, kind, quality=86, optimize=True)
    return out.getvalue()


def main() -> int:
    """Read, draw, write each square with its length before it."""
    limited()
    options.DECODE_THREADS = 1
    register_heif_opener(thumbnails=False)
    try:
        found = drawn(sys.stdin.buffer.read(), json.loads(sys.argv[1]), *sys.argv[2:3])
    except Refused as why:
        sys.stderr.write(str(why))
        return REFUSED
    for one in found:
        sys.stdout.buffer.write(struct.pack(">I", len(one)) + one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
