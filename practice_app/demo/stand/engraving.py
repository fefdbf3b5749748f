"""The study on a page: sixteen bars in four lines, drawn in SVG with a treble clef of our own. Pure, but for `page`."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from practice_app.demo.takes import melody
from practice_app.demo.takes.melody import Note
from practice_app.services.sharing import FONT_FAMILIES, font_files

WIDTH, HEIGHT = 1240, 1140
LEFT, RIGHT, TOP = 90, 1150, 330
GAP = 15.0
"""Between two lines of a stave."""
SYSTEM = 215
BARS_A_LINE = 4
HEAD = 125
"""Room for clef, key and metre."""
INK, PAPER, QUIET = "#291f18", "#fffdf8", "#61564b"
_STEPS = "CDEFGAB"
_BOTTOM = 4 * 7 + _STEPS.index("E")
"""The lowest line is E4."""
_CLEF = (
    "M2 26c-9 2-15-4-15-12 0-12 14-17 24-9 12 10 7 29-9 29-19 0-31-15-27-33 4-19 25-28 30-47 3-11 1-22-4-22"
    "-6 0-11 11-10 24l13 92c2 14-4 22-12 22-8 0-12-5-11-10 1-6 10-6 11 0"
)


def page() -> bytes:
    """Draw it as a picture."""
    import resvg_py

    files = [file for file in font_files() if "Pretendard" in file] or list(font_files())
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(), font_files=files, skip_system_fonts=True))


def svg() -> str:
    """Write the page."""
    lines = "".join(_line(n, list(notes)) for n, notes in groupby(melody.notes(), key=_line_of))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="{FONT_FAMILIES}" fill="{INK}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f"{_words()}{lines}</svg>"
    )


def _words() -> str:
    told = (
        (WIDTH / 2, 120, 46, "middle", INK, melody.TITLE),
        (WIDTH / 2, 168, 24, "middle", QUIET, "for Ann"),
        (RIGHT, 232, 24, "end", QUIET, melody.COMPOSER),
        (LEFT, 232, 24, "start", QUIET, f"{melody.MARKING}, {melody.BPM} beats a minute"),
    )
    return "".join(
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
        for x, y, size, anchor, colour, words in told
    )


def _line_of(note: Note) -> int:
    return int(note.at // (melody.BEATS * BARS_A_LINE))


def _line(n: int, notes: list[Note]) -> str:
    """Draw a stave with its clef, key, bars and notes."""
    y = TOP + SYSTEM * n
    staves = "".join(f'<path d="M{LEFT} {y + GAP * k}H{RIGHT}"/>' for k in range(5))
    bars = "".join(f'<path d="M{_bar_x(k)} {y}v{4 * GAP}"/>' for k in range(1, BARS_A_LINE + 1))
    end = (
        f'<path d="M{RIGHT - 8} {y}v{4 * GAP}" stroke-width="1.5"/><path d="M{RIGHT} {y}v{4 * GAP}" stroke-width="6"/>'
    )
    number = f'<text x="{LEFT - 6}" y="{y - 16}" font-size="17" fill="{QUIET}">{1 + n * BARS_A_LINE}</text>'
    drawn = "".join(_notes(y, notes))
    last = end if n == melody.BARS // BARS_A_LINE - 1 else ""
    return f'<g stroke="{INK}" stroke-width="1.5" fill="none">{staves}{bars}{last}</g>{number}{_head(n, y)}{drawn}'


def _bar_x(k: int) -> float:
    return LEFT + HEAD + (RIGHT - LEFT - HEAD) * k / BARS_A_LINE


def _head(n: int, y: float) -> str:
    """Clef, two sharps, and on the first line the metre."""
    clef = (
        f'<path transform="translate({LEFT + 30} {y + 3 * GAP}) scale(.86)" d="{_CLEF}" fill="none" stroke="{INK}"'
        ' stroke-width="4" stroke-linecap="round"/>'
    )
    sharps = _sharp(LEFT + 66, y) + _sharp(LEFT + 82, y + 1.5 * GAP)
    if n:
        return clef + sharps
    x, size = LEFT + 104, 'font-size="38" font-weight="700"'
    return f'{clef}{sharps}<text x="{x}" y="{y + 28}" {size}>4</text><text x="{x}" y="{y + 58}" {size}>4</text>'


def _sharp(x: float, y: float) -> str:
    return (
        f'<path d="M{x - 3} {y - 17}v34M{x + 3} {y - 19}v34M{x - 7} {y - 4}l14-4M{x - 7} {y + 7}l14-4"'
        f' stroke="{INK}" stroke-width="2.2"/>'
    )


def _notes(y: float, notes: list[Note]) -> Iterator[str]:
    """Draw each note; two quavers of one beat are joined."""
    waiting: Note | None = None
    for note in notes:
        x = _x(note)
        if note.midi is None:
            yield _rest(x, y)
            continue
        height = _height(y, note)
        yield _head_of(x, height, note)
        yield _ledger(x, height, y)
        if note.beats >= 1:
            yield _stem(x, height, 3.5 * GAP if _down(height, y) else -3.5 * GAP)
        elif waiting is None:
            waiting = note
            continue
        else:
            yield _joined(y, waiting, note)
        waiting = None


def _rest(x: float, y: float) -> str:
    path = f"M{x - 5:.1f} {y + 12}l9 11-7 8 8 11c-9-4-13 2-7 8"
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="4"/>'


def _x(note: Note) -> float:
    bar = note.at % (melody.BEATS * BARS_A_LINE) / melody.BEATS
    left, right = _bar_x(int(bar)) + 30, _bar_x(int(bar) + 1) - 4
    return left + (right - left) * (bar % 1)


def _height(y: float, note: Note) -> float:
    step = note.octave * 7 + _STEPS.index(note.letter) - _BOTTOM
    return y + 4 * GAP - step * GAP / 2


def _down(height: float, y: float) -> bool:
    """From the middle line on stems go down."""
    return height <= y + 2 * GAP


def _head_of(x: float, height: float, note: Note) -> str:
    hollow = note.beats >= 2
    fill, stroke = (PAPER, 3.4) if hollow else (INK, 1.5)
    turned = f'transform="rotate(-20 {x:.1f} {height:.1f})"'
    head = f'<ellipse cx="{x:.1f}" cy="{height:.1f}" rx="9" ry="6.3" {turned} fill="{fill}" stroke="{INK}"'
    dot = f'<circle cx="{x + 18:.1f}" cy="{height - GAP / 4:.1f}" r="3.2"/>' if note.beats == 3 else ""
    return f'{head} stroke-width="{stroke}"/>{dot}'


def _ledger(x: float, height: float, y: float) -> str:
    if height < y + 5 * GAP:
        return ""
    return f'<path d="M{x - 15:.1f} {y + 5 * GAP}h30" stroke="{INK}" stroke-width="1.5"/>'


def _stem(x: float, height: float, length: float) -> str:
    side = -8.5 if length > 0 else 8.5
    return f'<path d="M{x + side:.1f} {height:.1f}v{length}" stroke="{INK}" stroke-width="2"/>'


def _joined(y: float, first: Note, second: Note) -> str:
    heights = [_height(y, note) for note in (first, second)]
    down = _down(sum(heights) / 2, y)
    side = -8.5 if down else 8.5
    ends = [height + (3.3 if down else -3.3) * GAP for height in heights]
    xs = [_x(note) + side for note in (first, second)]
    stems = "".join(
        f'<path d="M{x:.1f} {height:.1f}V{end:.1f}" stroke="{INK}" stroke-width="2"/>'
        for x, height, end in zip(xs, heights, ends, strict=True)
    )
    return f'{stems}<path d="M{xs[0]:.1f} {ends[0]:.1f}L{xs[1]:.1f} {ends[1]:.1f}" stroke="{INK}" stroke-width="7"/>'
