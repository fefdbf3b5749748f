"""The picture that goes with a link where it is unfolded: 1200 × 630, what matters within the middle two to one.

One template of SVG into which nothing comes unescaped, drawn in fonts of our own and no others. Pure.
"""

import io
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Final

from practice_app.services.journal import Stave
from practice_app.services.sharing import fonts
from practice_app.services.sharing.told import Time, Told

WIDTH, HEIGHT = 1200, 630
COLOURS: Final = 64
"""Twice as small as all colours, and nobody sees it."""
MARGIN, INNER = 90, 1020
PAPER, INK, QUIET, GREEN, LINE, REST = "#fdfaf4", "#291f18", "#61564b", "#1b5a3e", "#c5bcb0", "#928373"
IN_PLAIN: Final = str.maketrans({"♭": "b", "♯": "#", "\u200d": None, "\ufe0f": None})
LONGEST: Final = 200
_NARROW, _WIDE_LATIN = frozenset("iljtfrI.,:;'|!()[] ·-"), frozenset("mwMW@%")


@dataclass(frozen=True)
class Line:
    """A line of text: where its foot is, how large."""

    text: str
    y: float
    size: float
    colour: str = INK
    bold: bool = False


def legible(text: str) -> str:
    """Leave of a text what our fonts draw: no emoji, no letters that would be boxes."""
    plain = unicodedata.normalize("NFC", text[:LONGEST].translate(IN_PLAIN))
    known = fonts.letters()
    return " ".join("".join(one for one in plain if one.isspace() or ord(one) in known).split())


def width(text: str, size: float) -> float:
    """Guess how wide a text is, rather too wide than too narrow."""
    return size * sum(_ems(one) for one in text)


def _ems(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE_LATIN:
        return 0.95
    return 0.72 if letter.isupper() else 0.6


def shortened(text: str, size: float, room: float) -> str:
    """Cut a text to what has room, and say so."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip(' ·,')}…"


def wrapped(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """Break a text into at most so many lines, between words where it has some."""
    lines: list[str] = []
    while text and len(lines) < most - 1 and width(text, size) > room:
        fits = next(n for n in range(len(text), 0, -1) if n == 1 or width(text[:n], size) <= room)
        space = text.rfind(" ", 0, fits + 1)
        at = space if space > fits // 2 else fits
        lines.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*lines, shortened(text, size, room)] if text else lines


def svg(told: Told) -> str:
    """Write the picture of what a link shows."""
    title = legible(told.title) or legible(told.kind) or "Woodshed"
    size = 72 if width(title, 72) <= INNER else 58
    lines = wrapped(title, size, INNER)
    above = " · ".join(filter(None, (legible(told.kind), legible(told.who) if told.who != told.title else "")))
    first = 240.0 if len(lines) == 1 else 210.0
    last = first + 1.15 * size * (len(lines) - 1)
    texts = [
        Line(shortened(above, 30, INNER), first - size - 4, 30, QUIET),
        *(Line(line, first + 1.15 * size * n, size, bold=True) for n, line in enumerate(lines)),
        Line(legible(told.day), last + 50, 30, QUIET),
    ]
    return _HEAD + _brand() + "".join(map(_text, texts)) + _music(told) + _times(told.times) + "</svg>"


def _text(line: Line) -> str:
    weight = 600 if line.bold else 500
    return (
        f'<text x="{MARGIN}" y="{line.y:.0f}" font-size="{line.size:g}" font-weight="{weight}" fill="{line.colour}">'
        f"{escape(line.text)}</text>"
    )


_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    f' font-family="{fonts.FAMILIES}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
)
MELODY = (0, 3, 1.5, 3, 0)


def _brand() -> str:
    """The mark, five notes on five lines that draw a W, and the name."""
    lines = "".join(f'<path d="M9 {18 + 7 * n}h46" stroke="#719783" stroke-width="1.4"/>' for n in range(5))
    notes = "".join(
        f'<rect x="{8.6 + 9.6 * n:.1f}" y="{17.6 + 7 * at:.1f}" width="8.4" height="7.8" rx="3.6" fill="{PAPER}"/>'
        for n, at in enumerate(MELODY)
    )
    mark = f'<rect width="64" height="64" rx="15" fill="{GREEN}"/>{lines}{notes}'
    name = f'<text x="{MARGIN + 62}" y="80" font-size="30" font-weight="600" fill="{INK}">Woodshed</text>'
    return f'<g transform="translate({MARGIN} 46) scale(.75)">{mark}</g>{name}'


STAVE_Y, GAP = 374, 26
"""Where the top line is, and how far the lines are apart."""


def _music(told: Told) -> str:
    """What was played: a session's stave, or a bar for each week on the same lines."""
    if not told.weeks:
        return _stave(told.stave)
    each = INNER / len(told.weeks)
    bars = "".join(
        f'<rect x="{MARGIN + each * n + 6:.0f}" y="{STAVE_Y + 4 * GAP * (1 - week.share):.1f}" width="{each - 12:.0f}"'
        f' height="{4 * GAP * week.share:.1f}" rx="6" fill="{GREEN}"/>'
        for n, (week, _) in enumerate(told.weeks)
        if week.share
    )
    return _stave(Stave()) + bars


def _stave(stave: Stave) -> str:
    """Five lines, what sounded as filled ribbons, what only the clock saw as an outline."""
    lines = "".join(
        f'<path d="M{MARGIN} {STAVE_Y + GAP * n}h{INNER}" stroke="{LINE}" stroke-width="2"/>' for n in range(5)
    )
    rests = "".join(
        f'<rect x="{MARGIN + INNER * rest.x / 100 - 10:.0f}" y="{STAVE_Y + GAP * rest.y:.0f}" width="20"'
        f' height="{GAP / 2:g}" fill="{REST}"/>'
        for rest in stave.rests
    )
    sounded = "".join(_ribbon(path, GREEN, 20) for path in stave.ribbons)
    clocked = "".join(_ribbon(path, GREEN, 20) + _ribbon(path, PAPER, 15) for path in stave.hollow)
    end = f'<path d="M{MARGIN + INNER} {STAVE_Y - 1}v{4 * GAP + 2}" stroke="{LINE}" stroke-width="4"/>'
    return f'<g stroke="{LINE}" stroke-width="2">{lines}</g>{end}{rests}{sounded}{clocked}'


def _ribbon(path: str, colour: str, wide: int) -> str:
    """A path of `journal.stave`, laid over the lines; its pen is as wide across as down."""
    placed = _PAIRS.sub(_placed, path)
    return (
        f'<path d="{placed}" fill="none" stroke="{colour}" stroke-width="{wide}" stroke-linecap="round"'
        ' stroke-linejoin="round"/>'
    )


_PAIRS = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def _placed(pair: re.Match[str]) -> str:
    x, y = float(pair[1]), float(pair[2])
    return f"{MARGIN + INNER * x / 1000:.1f} {STAVE_Y + GAP * y / 100:.1f}"


def _times(times: list[Time]) -> str:
    """How long, each with what it is; what only the clock says is an outline."""
    shown = times if sum(_wide(one) for one in times) <= INNER else [*times[:1], *times[1:][-1:]]
    parts = "".join(_time(one, first=not n) for n, one in enumerate(shown))
    return f'<text x="{MARGIN}" y="556">{parts}</text>'


def _wide(time: Time) -> float:
    return width(time.value, 46) + width(time.label, 28) + 60


def _time(time: Time, *, first: bool) -> str:
    outline = f'fill="{PAPER}" stroke="{INK}" stroke-width="3.2" paint-order="stroke"'
    ink = outline if time.by_clock else f'fill="{INK}"'
    value, label = escape(legible(time.value)), escape(legible(time.label))
    before = "" if first else ' dx="46"'
    return (
        f'<tspan{before} font-size="46" font-weight="600" {ink}>{value}</tspan>'
        f'<tspan dx="12" font-size="28" font-weight="500" fill="{QUIET}">{label}</tspan>'
    )


def png(drawn: str) -> bytes:
    """Render it, in few colours."""
    import resvg_py
    from PIL import Image, PngImagePlugin  # noqa: F401 - the plugin adds its format

    whole = bytes(resvg_py.svg_to_bytes(svg_string=drawn, skip_system_fonts=True, font_files=list(fonts.files())))
    out = io.BytesIO()
    with Image.open(io.BytesIO(whole), formats=("PNG",)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
