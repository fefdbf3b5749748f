"""The sessions as a table that every spreadsheet opens, and that comes back in by the same columns."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from practice_app import zones
from practice_app.services import practice
from practice_app.services.portability.cells import joined, safe

COLUMNS = (
    "date", "start", "minutes", "instrument", "piece", "composer", "focus", "note",
    "timezone", "played_minutes", "mode", "target_bpm", "rating", "played_low_minutes", "played_high_minutes",
)  # fmt: skip
"""The first eight are read on the way in; the others are for whoever looks. The last two stand where it isn't sure."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it Excel reads Hangul and Han as something else."""


def written(who: UUID, composers: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Give the table a piece at a time, with how many sessions stand in it; ``composers`` by the piece's id."""
    yield BOM + _line(list(COLUMNS)), 0
    for rows in practice.in_turn(who):
        yield "".join(_line(_cells(practice.as_row(row), composers)) for row in rows), len(rows)


def _cells(row: practice.SessionRow, composers: dict[str, str]) -> list[str]:
    start = local(row.started_at, row.timezone)
    pieces = {str(item.piece_id): item.piece_title for item in row.items if item.piece_title}
    return [
        f"{start:%Y-%m-%d}",
        f"{start:%H:%M:%S}" if start.second or start.microsecond else f"{start:%H:%M}",
        _minutes(row.clock_s),
        row.instrument,
        "\n".join(pieces.values()),
        "\n".join(composers.get(piece, "") for piece in pieces).rstrip("\n"),
        joined(row.focus),
        row.note,
        row.timezone,
        _minutes(row.lasted_s),
        row.mode,
        "" if row.target_bpm is None else _number(row.target_bpm),
        "" if row.self_rating is None else str(row.self_rating),
        *map(_minutes, row.band_s or (None, None)),
    ]


def local(moment: datetime, zone: str) -> datetime:
    """Tell a moment by the clock on the player's wall."""
    return moment.astimezone(zones.zone(zone))


def _minutes(seconds: float | None) -> str:
    return "" if seconds is None else _number(seconds / 60)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe(cell) for cell in cells])
    return line.getvalue()
