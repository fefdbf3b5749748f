"""The pages of an export that a browser opens from the disk: no program, no network, nothing that could run.

Whatever people wrote is escaped by the templates. A page for each year, so that none grows without end.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from practice_app import locales, zones
from practice_app.database import transaction
from practice_app.locales import msg, supported
from practice_app.services import accounts, pieces, practice, recordings
from practice_app.services.recordings import Medium
from practice_app.services.shared.steps import step
from practice_app.words import FOCUS, INSTRUMENTS

if TYPE_CHECKING:
    from practice_app.services.portability.archive import Wanted

INDEX = "index.html"
TEMPLATES = Path(__file__).parent / "templates"
WORDS = INSTRUMENTS | FOCUS
FILES = (
    ("sessions.csv", msg("Every session as a table, for a spreadsheet")),
    ("sessions.json", msg("Every session, with everything that was written down")),
    ("pieces.json", msg("Pieces; their sections and your tags lie beside it")),
    ("analyses.json", msg("What was heard in the recordings")),
    ("recordings.json", msg("Which recordings there were, and which file each one is")),
    ("profile.json", msg("Your profile")),
    ("audit.json", msg("What happened with your account, and on which devices")),
    ("export.json", msg("What this export holds, for programs")),
)
Entry = Callable[[str], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True)
class Line:
    """A session as it is read."""

    day: str
    time: str
    length: str
    played: str
    what: str
    pieces: list[str]
    note: str
    media: list[Medium]


@step
def write(wanted: "Wanted", entry: Entry, add: Callable[[float], None]) -> None:
    """Write the page to begin with, and one for each year."""
    with transaction(wanted.who) as db:
        profile = accounts.profile(db, wanted.who)
        years = practice.years(db, wanted.who)
        repertoire = pieces.pieces(db, wanted.who, limit=500).items
    zone, words = profile.timezone, _words(wanted.locale)
    made = locales.moment(wanted.locale, wanted.made_at.astimezone(zones.zone(zone)))
    told = {"profile": profile, "years": years, "pieces": repertoire, "files": FILES, "made": made}
    _put(entry, INDEX, "index.html.j2", words | told)
    for year in years:
        _put(
            entry, f"years/{year.year}.html", "year.html.j2", words | {"year": year, "lines": _lines(wanted, year, add)}
        )


def _put(entry: Entry, name: str, template: str, told: dict[str, Any]) -> None:
    stream = _templates().get_template(template).stream(told)
    stream.enable_buffering(200)
    with entry(name) as file:
        for text in stream:
            file.write(text.encode())


def _lines(wanted: "Wanted", year: practice.Year, add: Callable[[float], None]) -> Iterator[Line]:
    first, last = f"{year.year:04d}-01-01", f"{year.year:04d}-12-31"
    for rows in practice.in_turn(wanted.who, first, last):
        kept = _kept(wanted.who, [row["id"] for row in rows])
        for row in map(practice.as_row, rows):
            yield _line(wanted.locale, row, kept.get(row.id, []))
        add(len(rows) * 5_000)


def _kept(who: UUID, ids: list[UUID]) -> dict[UUID, list[Medium]]:
    found: dict[UUID, list[Medium]] = {}
    for media in recordings.media(who, ids):
        for medium in media:
            found.setdefault(medium.session_id, []).append(medium)
    return found


def _line(locale: str, row: practice.SessionRow, media: list[Medium]) -> Line:
    start = row.started_at.astimezone(zones.zone(row.timezone))
    words = [row.instrument, *row.focus]
    return Line(
        day=locales.date(locale, start),
        time=f"{start:%H:%M}",
        length=locales.duration(locale, row.clock_s),
        played="" if row.lasted_s is None else locales.length(locale, row.lasted_s, row.band_s),
        what=" · ".join(locales.translate(locale, WORDS.get(word, word)) for word in words if word),
        pieces=list(dict.fromkeys(item.piece_title for item in row.items if item.piece_title)),
        note=row.note,
        media=media,
    )


def _words(locale: str) -> dict[str, Any]:
    def say(text: str, **values: Any) -> str:
        return locales.translate(locale, text, **values)

    def length(seconds: float) -> str:
        return locales.duration(locale, seconds)

    return {"lang": supported(locale), "say": say, "length": length, "instruments": INSTRUMENTS}


TEXTS = (
    msg("Practice journal of {name}"),
    msg("Written by Woodshed on {moment}. This page needs no network and no program; everything is in this folder."),
    msg("Years"),
    msg("Sessions"),
    msg("Time at the instrument"),
    msg("Instruments"),
    msg("Pieces"),
    msg("Composer"),
    msg("Files"),
    msg("Nothing yet."),
    msg("All years"),
    msg("Day"),
    msg("Playing"),
    msg("What"),
    msg("Notes"),
    msg("The newest 500 pieces; all of them stand in pieces.json."),
)
"""What the templates say, for the catalogs."""


@lru_cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
