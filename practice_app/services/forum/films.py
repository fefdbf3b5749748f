"""Films in what people write: short, sent by the parts of a recording, seen by whoever reads what they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import Session, col

from practice_app.database import transaction
from practice_app.errors import Invalid, NotFound, TooLarge, WrongType
from practice_app.locales import msg
from practice_app.models import ForumFilm, JobKind, RecordingKind, RecordingStatus
from practice_app.services import recordings
from practice_app.services.forum import filming, markdown
from practice_app.services.forum.drafts import Strict
from practice_app.services.recordings import Bytes, Completion, Declared, MimeType, RecordingDraft, Sent, SignedPart
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.parts import Part
from practice_app.services.shared.steps import step

LARGEST: Final = 700_000_000
"""Bytes: five minutes as phones film, and more than most of what is asked about needs."""
MOST_A_DAY: Final = 20
MOST_IN_ONE: Final = 5
KIND: Final = Sent(
    ForumFilm,
    Permission.FILM_CHANGE,
    JobKind.POST_FILM,
    filming.PREFIX,
    most_a_day=MOST_A_DAY,
    longest_s=filming.LONGEST_S,
    work=filming.WORK,
)
NO_FILM = msg("This is no film. Choose one that your phone or camera made.")
TOO_LARGE = msg(
    "This film is larger than Woodshed takes into a post. Half a minute shows most things; five are the most."
)
NOT_HERE = msg("A film in it has not arrived yet, or was taken back. Wait for it, or take its line out.")
TOO_MANY = msg("At most five films stand in one post or comment.")


class FilmDraft(Strict):
    """A film of ``bytes`` that is about to be sent; ``fresh``: all of it again, whatever S3 has."""

    id: UUID | None = None
    mime_type: MimeType = ""
    bytes: Bytes
    fresh: bool = False

    def content_type(self) -> str:
        """Give the plain type to store it as; raise ``Invalid``, ``WrongType`` or ``TooLarge`` for no short film."""
        if not self.bytes:
            raise Invalid("bytes", msg("There is nothing in this file."))
        if self.bytes > LARGEST:
            raise TooLarge(TOO_LARGE)
        if self.mime_type.strip().lower().startswith("audio/"):
            raise WrongType(NO_FILM)
        try:
            return RecordingDraft(kind=RecordingKind.VIDEO, mime_type=self.mime_type, bytes=self.bytes).content_type()
        except WrongType:
            raise WrongType(NO_FILM) from None


@dataclass(frozen=True)
class FilmRow:
    """What whoever may see a film is told: ``status`` is ``sending``, ``coming``, ``ready`` or ``failed``."""

    id: UUID
    status: str
    failure: str | None
    width: int | None
    height: int | None
    duration_s: float | None
    mine: bool


@dataclass(frozen=True)
class FilmPlace:
    """The same with where it lies in S3, which is told to nobody."""

    row: FilmRow
    film_key: str | None
    poster_key: str | None


_SAID: Final = {RecordingStatus.UPLOADING: "sending", RecordingStatus.READY: "ready", RecordingStatus.FAILED: "failed"}


@step
def start(who: UUID, draft: FilmDraft) -> tuple[FilmRow, bool]:
    """Begin the upload of a film for something that one writes; again goes on with it."""
    said = Declared(draft.id, draft.content_type(), draft.bytes, draft.fresh)
    film, new = recordings.start_sending(KIND, who, said)
    return as_row(film), new


@step
def sign(who: UUID, film_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts; raise ``Invalid`` for one that it doesn't have."""
    return recordings.sign_sending(KIND, who, film_id, numbers, origin)


@step
def uploaded(who: UUID, film_id: UUID) -> list[Part]:
    """List the parts that S3 has."""
    return recordings.sent_parts(KIND, who, film_id)


@step
def complete(who: UUID, film_id: UUID, said: Completion) -> FilmRow:
    """Make one object of the parts and hand it to the workers; again gives the same answer."""
    return as_row(recordings.complete_sending(KIND, who, film_id, said))


def as_row(film: ForumFilm) -> FilmRow:
    """Tell what its owner may know of a film: no keys."""
    told = (film.id, _SAID.get(RecordingStatus(film.status), "coming"), film.failure)
    return FilmRow(*told, film.width, film.height, film.duration_s, mine=True)


def film(db: Session, film_id: UUID) -> FilmRow:
    """Show a film to whoever may read what it stands in; raise ``NotFound``."""
    return place(db, film_id).row


def place(db: Session, film_id: UUID) -> FilmPlace:
    """Show the same with where it lies."""
    return found_one(db.execute(_FILMS, {"ids": [film_id]}))


def film_key(db: Session, film_id: UUID) -> tuple[str, float]:
    """Where a film is played from and how long it is, for whoever may see it; raise ``NotFound`` while it isn't."""
    there = place(db, film_id)
    return _known(there.film_key), there.row.duration_s or 0


def poster_key(db: Session, film_id: UUID) -> str:
    """Where the picture lies that stands there before it is played; raise ``NotFound``."""
    return _known(place(db, film_id).poster_key)


def _known(key: str | None) -> str:
    if key is None:
        raise NotFound()
    return key


_FILMS: Final = text("SELECT * FROM app_forum_films(CAST(:ids AS uuid[]))")


def still_coming(db: Session, bodies: Iterable[str]) -> bool:
    """Whether a film that stands in any of these (HTML), and that whoever asks may see, is still being made."""
    named = set().union(*map(markdown.films_shown, bodies))
    found = as_places(db.execute(_FILMS, {"ids": list(named)})) if named else []
    return any(one.row.status == "coming" for one in found)


def found_one(rows: Iterable[object]) -> FilmPlace:
    """The one of these rows; raise ``NotFound``."""
    found = as_places(rows)
    if not found:
        raise NotFound()
    return found[0]


def as_places(rows: Iterable[object]) -> list[FilmPlace]:
    """Make of what the database tells of films what is shown of them."""
    return [_as_place(dict(row._mapping)) for row in rows]  # type: ignore[attr-defined]


def _as_place(told: dict[str, object]) -> FilmPlace:
    keys = (told.pop("film_key"), told.pop("poster_key"))
    status = _SAID.get(RecordingStatus(str(told.pop("status"))), "coming")
    return FilmPlace(FilmRow(**told, status=status), *keys)  # type: ignore[arg-type]


@step
def take_back(who: UUID, film_id: UUID) -> None:
    """Show it no more, wherever it stands, and erase it."""
    with transaction(who) as db:
        film: ForumFilm = require(db, who, Permission.FILM_CHANGE, film_id)
    filming.erase(film)


def check(db: Session, who: UUID, written: str, before: str = "") -> None:
    """Raise ``Invalid`` where what somebody puts before others names a film that isn't there, or too many."""
    named = markdown.films_in(written)
    if len(named) > MOST_IN_ONE:
        raise Invalid("body_md", TOO_MANY)
    wanted = named - markdown.films_in(before)
    if wanted and len(_arrived(db, who, list(wanted))) < len(wanted):
        raise Invalid("body_md", NOT_HERE)


def _arrived(db: Session, who: UUID, ids: Sequence[UUID]) -> list[UUID]:
    mine = (visible(who, Permission.FILM_CHANGE), col(ForumFilm.id).in_(ids))
    return list(db.scalars(select(col(ForumFilm.id)).where(*mine, col(ForumFilm.status) != RecordingStatus.UPLOADING)))


@dataclass(frozen=True)
class KeptFilm:
    """A film that somebody sent, as it leaves with them."""

    id: UUID
    key: str
    bytes: int


def films_of(db: Session, who: UUID) -> list[KeptFilm]:
    """Give all that somebody put into what they wrote and that can be played, the earliest first."""
    mine = (visible(who, Permission.FILM_CHANGE), col(ForumFilm.status) == RecordingStatus.READY)
    found = db.scalars(select(ForumFilm).where(*mine).order_by(col(ForumFilm.id)))
    return [KeptFilm(one.id, one.rendition_key, one.bytes) for one in found if one.rendition_key]
