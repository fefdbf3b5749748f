"""The lines of a text in which something was found, with the words that were looked for marked."""

from collections.abc import Sequence
from html import escape
from typing import Final

from practice_app.services.shared.indexing.plain import LOOKED_AT
from practice_app.services.shared.indexing.words import folded, is_signs, written
from practice_app.text import clean_line

WIDTH: Final = 180
_BEFORE: Final = 50
"""Letters that stand before the first word that is marked."""
_MOST_MARKS: Final = 200
Span = tuple[int, int, int]
"""Where it begins and ends, and the place of the word in the question."""


def parts(text: str, words: Sequence[str], width: int = WIDTH) -> list[str]:
    """Give the best lines of a text in turns: as it is, marked, as it is, …; without a word in it, its beginning."""
    line = clean_line(text[:LOOKED_AT])
    spans = _spans(line, words)
    begin, end = _window(line, spans, width)
    out, at = [], begin
    for first, last, _word in spans:
        if begin <= first and last <= end and first >= at:
            out += [line[at:first], line[first:last]]
            at = last
    out.append(line[at:end])
    out[0] = ("…" if begin else "") + out[0]
    out[-1] += "…" if end < len(line) else ""
    return out


def html(found: Sequence[str]) -> str:
    """Write such lines as HTML, in which nothing but ``<mark>`` is an element."""
    return "".join(f"<mark>{escape(part)}</mark>" if n % 2 else escape(part) for n, part in enumerate(found))


def _spans(line: str, words: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    for first, last in written(line):
        spans += _in_token(line[first:last], first, words)
        if len(spans) >= _MOST_MARKS:
            break
    return sorted(spans)


def _in_token(token: str, at: int, words: Sequence[str]) -> list[Span]:
    """Where words stand in a token: of a row of signs the part that is meant, else all of it."""
    held = folded(token)
    found = []
    for n, word in enumerate(words):
        if is_signs(word):
            place = held.find(word) if len(held) == len(token) else -1
            if place >= 0:
                found.append((at + place, at + place + len(word), n))
        elif held == word or (n == len(words) - 1 and held.startswith(word)):
            found.append((at, at + len(token), n))
    return found


def _window(line: str, spans: Sequence[Span], width: int) -> tuple[int, int]:
    """Choose the part with most of the words, as early as can be; not in the middle of one."""
    if len(line) <= width:
        return 0, len(line)
    starts = [first for first, _last, _word in spans] or [0]
    held = {
        start: len({word for first, last, word in spans if start <= first and last <= start + width - _BEFORE})
        for start in starts
    }
    best = max(starts, key=lambda start: (held[start], -start))
    begin = max(0, min(best - _BEFORE, len(line) - width))
    space = line.find(" ", begin, best)
    begin = space + 1 if begin and space >= 0 else begin
    end = min(len(line), begin + width)
    space = line.rfind(" ", best, end)
    return begin, space if end < len(line) and space > best + width // 2 else end
