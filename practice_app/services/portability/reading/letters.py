"""Which letters a file is written in: UTF-8, UTF-16, or what older programs wrote in Korea, Taiwan and Europe.

Nobody says it, so it is told by what the bytes would mean: Korean in CP949 is nearly all syllables, Chinese in Big5
lies nearly all in its first plane, and neither holds of the other's text, nor of Latin letters with accents.
"""

import codecs

from practice_app.errors import Invalid
from practice_app.locales import msg

UNREADABLE = msg("This file can't be read as text. Save it as CSV in UTF-8 and try again.")
MOSTLY = 0.8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(source: bytes) -> str:
    """Read bytes as text; raise ``Invalid`` for what is none."""
    for name in _names(source):
        try:
            text = source.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid("file", UNREADABLE)


def _names(source: bytes) -> list[str]:
    for mark, name in _MARKS:
        if source.startswith(mark):
            return [name]
    some = source[:4000]
    if 0 in some:
        return ["utf-16-le", "utf-16-be"] if some[1::2].count(0) >= some[::2].count(0) else ["utf-16-be"]
    return ["utf-8", *_older(source), "cp1252"]


def _older(source: bytes) -> list[str]:
    """The double-byte ones that this could be."""
    korean = _tried(source, "cp949")
    if korean and sum("가" <= sign <= "힣" for sign in korean) >= MOSTLY * len(korean):
        return ["cp949"]
    chinese = _tried(source, "cp950")
    common = sum(0xA4 <= sign.encode("cp950")[0] <= 0xC6 for sign in chinese)
    return ["cp950"] if chinese and common >= MOSTLY * len(chinese) else []


def _tried(source: bytes, name: str) -> str:
    """What is not ASCII in it, read so; empty when it can't be. Punctuation says nothing."""
    try:
        text = source[:200_000].decode(name)
    except UnicodeDecodeError as cut:
        if cut.start < 200_000 - 2:
            return ""
        text = source[: cut.start].decode(name)
    return "".join(sign for sign in text if sign > "\x7f" and sign.isalpha())
