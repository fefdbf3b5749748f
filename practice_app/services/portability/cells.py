"""Cells of a table that spreadsheets open: none of them is taken for a formula, and all come back as they were.

A cell that begins like a formula gets an apostrophe before it, which is taken away again when it comes back
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import re

_FORMULA = re.compile(r"\A'*[=+\-@\t\r\n＝＋－＠]")
_KEPT = re.compile(r"\A'+[=+\-@\t\r\n＝＋－＠]")
_APART = re.compile(r"[;,、，；]")


def safe(text: str) -> str:
    """Write a cell so that no spreadsheet computes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """Read a cell that was written so."""
    return text[1:] if _KEPT.match(text) else text


def joined(words: list[str]) -> str:
    """Write several words into one cell: by semicolons; where one of them has such a sign itself, a line for each."""
    if any(_APART.search(word) for word in words):
        return "\n".join(words) + "\n"
    return "; ".join(words)


def parted(cell: str) -> list[str]:
    """Read several words of one cell: a line for each, or parted by commas and semicolons of any script."""
    words = cell.split("\n") if "\n" in cell else _APART.split(cell)
    return [word.strip() for word in words if word.strip()]


def lines(cell: str) -> list[str]:
    """Read what stands in a cell line by line; titles have commas of their own."""
    return [line.strip() for line in cell.split("\n")]
