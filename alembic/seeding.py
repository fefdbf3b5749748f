"""How the works of `works.txt` come into the catalogue that everybody shares; a work that is there stays as it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from practice_app.ids import told_id
from practice_app.text import bare

FILE = Path(__file__).with_name("works.txt")
BORN = datetime(2026, 1, 1, tzinfo=UTC)
"""When a work's id says it was made, so that the same work has the same id in every Woodshed."""


def put_works(connection: Connection) -> None:
    """Put every work of the file into the table that is not there yet."""
    put = text(
        "INSERT INTO works (id, title, composer, catalogue, instruments, folded)"
        " VALUES (:id, :title, :composer, :catalogue, :instruments, :folded) ON CONFLICT (id) DO NOTHING"
    )
    connection.execute(put, list(works(FILE.read_text("utf-8"))))


def works(told: str) -> Iterator[dict[str, Any]]:
    """Read the lines of such a file."""
    composer = aliases = ""
    for line in told.splitlines():
        if line.startswith("= "):
            composer, _, aliases = (part.strip() for part in line[2:].partition("|"))
        elif line and not line.startswith("#"):
            yield _work(composer, aliases, *(part.strip() for part in line.split("|")))


def _work(composer: str, aliases: str, title: str, catalogue: str, instruments: str) -> dict[str, Any]:
    return {
        "id": told_id(BORN, "work", composer, title, catalogue),
        "title": title,
        "composer": composer,
        "catalogue": catalogue,
        "instruments": [name.strip() for name in instruments.split(",") if name.strip()],
        "folded": bare(f"{title} {composer} {catalogue} {aliases}"),
    }
