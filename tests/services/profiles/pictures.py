"""Pictures as people send them, and as people who mean no good do."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from pillow_heif import register_heif_opener

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(size=(640, 480), mode="RGB", colour=RED) -> Image.Image:
    """A picture of one colour, with a blue strip along its upper edge."""
    whole = Image.new("RGB", size, colour)
    whole.paste(BLUE, (0, 0, size[0], size[1] // 4))
    return whole.convert(mode)


def written(image: Image.Image, kind="JPEG", **more) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(**more) -> bytes:
    return written(picture(), **more)


def turned() -> bytes:
    """A photo that says it was taken with the phone upright, where, and by what."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "SpyCam 3000", {1: "N", 2: (52.0, 31.0, 0.0)}
    return written(picture((640, 640)), exif=exif)


def heic() -> bytes:
    register_heif_opener()
    return written(picture(), "HEIF", quality=60)


def animated() -> bytes:
    frames = [picture(colour=(0, n * 20, 0)) for n in range(12)]
    return written(picture(), "GIF", save_all=True, append_images=frames, duration=50)


def sixteen_bit() -> bytes:
    grey = Image.new("I;16", (300, 300), 40_000)
    return written(grey, "PNG")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, lines: bytes, *more: bytes) -> bytes:
    """A PNG by hand: so large, and with these deflated lines."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """60,000 by 60,000 pixels that would take ten gigabytes, in a file of kilobytes."""
    return png_of(60_000, 60_000, zlib.compress(bytes(3_000_000), 9))


def liar() -> bytes:
    """A small picture, as it says, with two hundred megabytes of lines behind."""
    packer = zlib.compressobj(9)
    lines = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    return png_of(10, 10, lines)


def text_bomb() -> bytes:
    """A small picture with a note of a hundred megabytes in it."""
    packer = zlib.compressobj(9)
    note = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(100)) + packer.flush()
    return png_of(10, 10, zlib.compress(bytes(310)), chunk(b"zTXt", b"Comment\x00\x00" + note))


def fifty_megapixels() -> bytes:
    return written(Image.new("L", (8165, 6124)), "JPEG", quality=20)


def with_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return jpeg() + out.getvalue()


def with_page() -> bytes:
    return jpeg(comment=b"<html><script>alert(document.cookie)</script></html>")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" width="10" height="10"/>'
TAKEN = {
    "jpeg": jpeg,
    "png": lambda: written(picture(), "PNG"),
    "webp": lambda: written(picture(), "WEBP"),
    "heic": heic,
    "avif": lambda: written(picture(), "AVIF"),
    "animated gif": animated,
    "cmyk": lambda: written(picture(mode="CMYK"), "JPEG"),
    "see-through": lambda: written(picture(mode="RGBA"), "PNG"),
    "palette": lambda: written(picture(mode="P"), "PNG"),
    "one pixel high": lambda: written(picture((300, 1)), "PNG"),
    "tall": lambda: written(picture((20, 9000)), "PNG"),
}
REFUSED = {
    "nothing": lambda: b"",
    "text": lambda: b"hello",
    "json": lambda: b'{"picture": 1}',
    "svg": lambda: SVG,
    "svg behind a comment": lambda: b"<!-- hi -->" + SVG,
    "bomb": bomb,
    "fifty megapixels": fifty_megapixels,
    "truncated jpeg": lambda: jpeg()[: len(jpeg()) // 2],
    "truncated heic": lambda: heic()[: len(heic()) // 2],
    "truncated png": lambda: TAKEN["png"]()[:-200],
    "head alone": lambda: jpeg()[:40],
    "jpeg and zip": with_zip,
    "jpeg and page": with_page,
    "jpeg and pdf": lambda: jpeg() + b"\n%PDF-1.7\n",
    "a long note": text_bomb,
    "tiff": lambda: written(picture(), "TIFF"),
    "bmp": lambda: written(picture(), "BMP"),
    "postscript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
}
