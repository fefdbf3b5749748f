"""A table of text: what parts its cells, its header, its rows with the line of the file where each begins."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.portability.cells import plain

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 100, 20_000
DELIMITERS = (",", ";", "\t", "|")
EMPTY = msg("There is nothing in this file.")
TOO_MANY_ROWS = msg("A file may have at most {most} rows. Divide it, and bring one part after the other.")
TOO_MANY_COLUMNS = msg("A file may have at most {most} columns.")
BROKEN = msg("This isn't a table: a quotation mark is never closed, or a cell is far too long.")


@dataclass(frozen=True)
class Row:
    """A row that says something, and the line of the file where it begins."""

    line: int
    cells: list[str]

    def cell(self, place: int | None) -> str:
        """What stands in a column; nothing where the row is too short."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """What is in the file."""

    headers: list[str]
    rows: list[Row]


def table(text: str) -> Table:
    """Read a table; raise ``Invalid`` for what is none, or too large."""
    said, text = _said_delimiter(text)
    rows = _rows(text, said or _delimiter(text), skipped=1 if said else 0)
    try:
        first = next(rows, None)
        if first is None:
            raise Invalid("file", EMPTY)
        if len(first.cells) > MOST_COLUMNS:
            raise Invalid("file", TOO_MANY_COLUMNS, most=MOST_COLUMNS)
        return Table([cell[:200] for cell in first.cells], _few(rows))
    except csv.Error:
        raise Invalid("file", BROKEN) from None


def _few(rows: Iterator[Row]) -> list[Row]:
    found = []
    for row in rows:
        found.append(row)
        if len(found) > MOST_ROWS:
            raise Invalid("file", TOO_MANY_ROWS, most=MOST_ROWS)
    return found


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    reader, before = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 0
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    for cells in reader:
        line, before = before + 1 + skipped, reader.line_num
        if any(cell.strip() for cell in cells):
            if max(map(len, cells)) > LONGEST_CELL:
                raise csv.Error
            yield Row(line, [plain(cell.strip(" \t\ufeff")) for cell in cells])


def _said_delimiter(text: str) -> tuple[str, str]:
    """Excel's own way: a first line ``sep=;``."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r \ufeff").lower()
    if said.startswith("sep=") and len(said) == 5 and said[4] in DELIMITERS:
        return said[4], rest
    return "", text


def _delimiter(text: str) -> str:
    """What parts the header's cells; within quotation marks nothing does."""
    first = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
