"""Emphasis beside Korean, Chinese and Japanese, where no space tells a word from its mark.

CommonMark closes ``**…**`` only where a mark is followed by a space or punctuation: ``**이것(중요)**은`` and
``他說**「你好」**了`` keep their stars. The rule of commonmark/commonmark-spec#839: a letter of these scripts
beside the run counts like a space where it asks whether the run opens or closes.
"""

from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned, StateInline

_CJK: Final = (
    *((0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3130, 0x318F), (0x31A0, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
)


def is_cjk(sign: str) -> bool:
    """Tell whether a character is of a script that is written without spaces, or of its punctuation."""
    code = ord(sign)
    return code >= _CJK[0][0] and any(first <= code <= last for first, last in _CJK)


class Inline(StateInline):
    """A line in which a run of stars is judged by that rule."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's own names
        """Tell whether the run that starts here opens, closes, and how long it is."""
        found = super().scanDelims(start, canSplitWord)
        if self.src[start] != "*":
            return found
        before = self.src[start - 1] if start else " "
        end = start + found.length
        after = self.src[end] if end < self.posMax else " "
        if not (is_cjk(before) or is_cjk(after)):
            return found
        opens = not isWhiteSpace(ord(after)) and (not _punctuation(after) or _edge(before) or is_cjk(before))
        closes = not isWhiteSpace(ord(before)) and (not _punctuation(before) or _edge(after) or is_cjk(after))
        return Scanned(can_open=opens, can_close=closes, length=found.length)


def _punctuation(sign: str) -> bool:
    return isMdAsciiPunct(ord(sign)) or isPunctChar(sign)


def _edge(sign: str) -> bool:
    return isWhiteSpace(ord(sign)) or _punctuation(sign)


def knows_cjk(md: MarkdownIt) -> None:
    """Let this parser judge runs of stars by that rule."""

    def parse(src: str, md: MarkdownIt, env: Any, tokens: Any) -> Any:
        state = Inline(src, md, env, tokens)
        md.inline.tokenize(state)
        for rule in md.inline.ruler2.getRules(""):
            rule(state)
        return state.tokens

    md.inline.parse = parse  # type: ignore[method-assign]
