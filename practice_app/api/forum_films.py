"""Films in what is written on the board: sent, looked at by whoever may read what they stand in, taken back."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import nobodys_transaction, transaction
from practice_app.errors import Problem
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.services import forum
from practice_app.services.forum import FilmDraft, FilmRow, films, public
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.parts import PART_SIZE

router = APIRouter(tags=["forum"])
pages = APIRouter(include_in_schema=False)
READS = "480/minute"
"""Films and their pictures that one network may ask for without being signed in."""
LIFETIME_S = 5 * 60
"""So long, and as long as the film is, an address of it is good."""
HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class FilmStarted:
    """A film, and how large each of its parts (but the last) has to be."""

    recording: FilmRow
    part_size: int


@router.post(
    "/forum/films",
    status_code=201,
    response_model=FilmStarted,
    responses={200: {"model": FilmStarted, "description": "It had been started before"}},
)
def start_film(body: FilmDraft, who: CurrentUser) -> Response:
    """Begin to send a film for something that one writes, by the same parts and `complete` as a recording's.

    `![…](film:ID)` shows it in a post or a comment. Five minutes at most, 700 MB, twenty a day.
    """
    row, new = films.start(who.id, body)
    return answer(FilmStarted(row, PART_SIZE), 201 if new else 200)


@router.get("/forum/films/{film_id}", response_model=FilmRow)
def get_film(film_id: UUID, who: CurrentUser) -> Response:
    """Tell how far a film is, to whoever may read what it stands in; else, and once it was taken back, 404."""
    with transaction(who.id) as db:
        return answer(forum.film(db, film_id))


@router.delete("/forum/films/{film_id}", status_code=204)
def take_film_back(film_id: UUID, who: CurrentUser) -> None:
    """Show a film of one's own no more, wherever it stands, and erase it."""
    films.take_back(who.id, film_id)


@router.get("/forum/films/{film_id}/film", status_code=302, response_class=RedirectResponse)
def play_film(film_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Lead to the film (MP4), by an address that is good for its length and five minutes; 404 while it isn't ready."""
    with transaction(who.id) as db:
        key, length_s = films.film_key(db, film_id)
    return _led(key, request, length_s)


@router.get("/forum/films/{film_id}/poster", status_code=302, response_class=RedirectResponse)
def film_poster(film_id: UUID, who: CurrentUser, request: Request) -> Response:
    """Lead to the picture (WebP) that stands there before it is played."""
    with transaction(who.id) as db:
        key = films.poster_key(db, film_id)
    return _led(key, request)


@pages.get("/forum/films/{film_id}/{what}")
def public_film(film_id: UUID, what: str, request: Request) -> Response:
    """Lead to a film that everybody sees, or to its poster."""
    try:
        rates.spend(READS, "forum-films", network_of(request))
        with nobodys_transaction() as db:
            there = public.film_place(db, film_id)
    except Problem as problem:
        return Response(status_code=problem.status, headers=HEADERS)
    key = {"film": there.film_key, "poster": there.poster_key}.get(what)
    return _led(key, request, there.row.duration_s or 0) if key else Response(status_code=404, headers=HEADERS)


def _led(key: str, request: Request, length_s: float = 0) -> Response:
    return RedirectResponse(storage.play_url(key, address(request), LIFETIME_S + round(length_s)), 302, HEADERS)
