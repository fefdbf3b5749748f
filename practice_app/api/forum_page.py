"""`/forum` and `/forum/<id>` for whoever has no account, where the site chose a public board: HTML with no script.

Whoever is signed in gets the app at the same addresses (`server/front.py`). With it come the feed, the map of the site
and a word to search engines. What may be read is said by `services/forum/public.py` alone.
"""

import html
import re
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from practice_app import locales
from practice_app.api.shared import public
from practice_app.database import nobodys_transaction
from practice_app.errors import NotFound, Problem
from practice_app.http.clients import network_of
from practice_app.http.origin import address
from practice_app.locales import msg, msg_n
from practice_app.services import forum, journal, sharing
from practice_app.services.forum import MomentRow, PublicPost
from practice_app.services.forum import public as board
from practice_app.services.forum.films import FilmPlace
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.paging import Page

router = APIRouter(include_in_schema=False)
READS: Final = "240/minute"
IN_FEED, IN_MAP, ON_PAGE = 30, 5000, 20
MEDIA = {"Cache-Control": "private, max-age=60", "X-Content-Type-Options": "nosniff"}
FOUND = {"X-Robots-Tag": "all", "Vary": "Cookie, Accept-Language"}
KINDS = {"question": msg("Question"), "tip": msg("Tip"), "free": msg("Free")}
TITLE, LEAD = msg("Board"), msg("Ask, pass on what helped you, talk about music. Nobody is too new to ask.")
NOT_FOUND = (msg("This isn't on the board"), msg("It was taken off, or it is for the members of a group."))
COMMENTS = msg_n("{n} comment", "{n} comments")
GONE = msg("A moment of practice stood here. It was taken back.")
NO_FILM = msg("A film stands here that can't be seen now.")
TEXTS = (
    msg("Sign in to answer"),
    msg("Woodshed is a practice journal for musicians."),
    msg("Older posts"),
    msg("The board is still empty"),
    msg("To the board"),
    msg("To Woodshed"),
    msg("The answer"),
    msg("Answered"),
    msg("Closed"),
    msg("changed since"),
    msg("A film"),
    msg("A moment of practice"),
    msg("{played} played of {time}"),
    msg("{time} of practice"),
)
"""What the templates say, for the catalogs."""
_MOMENT: Final = re.compile(r'<div [^<>]*data-moment="([0-9a-f-]{36})"[^<>]*>([^<]*)</div>')
_FILM: Final = re.compile(r'<div [^<>]*data-film="([0-9a-f-]{36})"[^<>]*>([^<]*)</div>')
_TAG: Final = re.compile(r"<[^<>]*>")


@router.get("/forum")
def board_page(request: Request, cursor: str = "") -> HTMLResponse:
    """List the newest posts."""
    locale = public.language_of(request)
    try:
        found = _newest(request, ON_PAGE, cursor[:200] or None)
    except Problem as problem:
        return _none(locale, problem)
    told = {
        "title": _say(locale, TITLE),
        "lead": _say(locale, LEAD),
        "rows": [_row(locale, one) for one in found.items],
    }
    told |= {"address": f"{address(request)}/forum", "next": found.next_cursor or ""}
    return public.page("forum_board.html.j2", locale, told, 200, FOUND)


@router.get("/forum/feed.xml")
def feed(request: Request) -> Response:
    """Give the newest posts as an Atom feed."""
    locale, here = public.language_of(request), address(request)
    try:
        found = _newest(request, IN_FEED).items
    except Problem as problem:
        return Response(status_code=problem.status)
    rows = [_row(locale, one) | {"at": one.published_at.isoformat()} for one in found]
    told = {"title": f"{_say(locale, TITLE)} · Woodshed", "here": here, "rows": rows}
    told["updated"] = rows[0]["at"] if rows else "2026-01-01T00:00:00+00:00"
    return public.document("forum_feed.xml.j2", locale, told, "application/atom+xml")


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """Say where the newest posts stand."""
    try:
        found = _newest(request, IN_MAP).items
    except Problem as problem:
        return Response(status_code=problem.status)
    rows = [(one.id, (one.edited_at or one.published_at).date().isoformat()) for one in found]
    return public.document("sitemap.xml.j2", "en", {"here": address(request), "rows": rows}, "application/xml")


@router.get("/robots.txt")
def robots(request: Request) -> PlainTextResponse:
    """Tell search engines what is theirs to read."""
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /s/"]
    if forum.is_public():
        lines.append(f"Sitemap: {address(request)}/sitemap.xml")
    return PlainTextResponse("\n".join([*lines, ""]))


@router.get("/forum/moments/{moment_id}/sound")
def moment_sound(moment_id: UUID, request: Request) -> Response:
    """Lead to the sound of a moment that everybody hears."""
    try:
        _spend(request)
        with nobodys_transaction() as db:
            key = board.sound_key(db, moment_id)
    except Problem as problem:
        return Response(status_code=problem.status, headers=MEDIA)
    return RedirectResponse(storage.play_url(key, address(request), forum.SOUND_LIFETIME_S), 302, MEDIA)


@router.get("/forum/{post_id}.png")
def post_picture(post_id: str, request: Request) -> Response:
    """Give the picture that stands beside a post where its address is unfolded."""
    locale = public.language_of(request)
    try:
        sharing.check_drawing(network_of(request))
        with nobodys_transaction() as db:
            post, _said = board.thread(db, _id(post_id))
        told = (_say(locale, KINDS[post.category]), post.title, post.author, locales.date(locale, post.published_at))
        return Response(sharing.unfolded(*told), media_type="image/png", headers=MEDIA)
    except Problem as problem:
        return Response(status_code=problem.status, headers=MEDIA)


@router.get("/forum/{post_id}")
def thread_page(post_id: str, request: Request) -> HTMLResponse:
    """Show a post with what was said below it."""
    locale = public.language_of(request)
    try:
        _spend(request)
        with nobodys_transaction() as db:
            post, said = board.thread(db, _id(post_id))
            shown = [post.body_html, *(one.body_html for one in said)]
            moments = board.moments_shown(db, _named_in(_MOMENT, shown))
            films = board.films_shown(db, _named_in(_FILM, shown))
    except Problem as problem:
        return _none(locale, problem)
    told = _row(locale, post) | {"address": f"{address(request)}/forum/{post.id}"}
    told["html"] = _html(locale, post.body_html, moments, films)
    told["said"] = [
        {
            "id": one.id,
            "author": one.author,
            "when": locales.date(locale, one.created_at),
            "accepted": one.accepted,
            "answers": one.parent_id is not None,
            "html": _html(locale, one.body_html, moments, films),
        }
        for one in said
    ]
    return public.page("forum_thread.html.j2", locale, told, 200, FOUND)


def _named_in(pattern: re.Pattern[str], texts: list[str]) -> list[UUID]:
    return [UUID(found[1]) for one in texts for found in pattern.finditer(one)]


def _newest(request: Request, most: int, after: str | None = None) -> Page[PublicPost]:
    _spend(request)
    with nobodys_transaction() as db:
        return board.posts(db, limit=most, after=after)


def _spend(request: Request) -> None:
    rates.spend(READS, "forum-public", network_of(request))


def _id(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        raise NotFound() from None


def _none(locale: str, problem: Problem) -> HTMLResponse:
    title, why = (_say(locale, one) for one in NOT_FOUND)
    return public.page("share_none.html.j2", locale, {"title": title, "why": why}, problem.status, {})


def _row(locale: str, post: PublicPost) -> dict[str, Any]:
    return {
        "id": post.id,
        "title": post.title,
        "author": post.author,
        "kind": _say(locale, KINDS[post.category]),
        "when": locales.date(locale, post.published_at),
        "tags": [_say(locale, str(forum.tag_called(name))) for name in dict.fromkeys(post.tags)][:6],
        "comments": locales.translate_n(locale, COMMENTS, post.comments),
        "settled": post.settled,
        "closed": post.closed,
        "edited": post.edited_at is not None,
        "summary": " ".join(html.unescape(_TAG.sub(" ", post.body_html)).split())[:200],
    }


def _html(locale: str, written: str, moments: dict[UUID, MomentRow], films: dict[UUID, FilmPlace]) -> str:
    """What somebody wrote, as it was cleaned when they did, with moments and films drawn in their places."""

    def drawn(found: re.Match[str]) -> str:
        row = moments.get(UUID(found[1]))
        if row is None:
            return f'<p class="quiet">{html.escape(_say(locale, GONE))}</p>'
        stave = journal.stave(row.spans, row.seconds, row.levels or None)
        return public.part(
            "forum_moment.html.j2", locale, {"row": row, "words": html.unescape(found[2]), "stave": stave}
        )

    def filmed(found: re.Match[str]) -> str:
        there = films.get(UUID(found[1]))
        if there is None:
            return f'<p class="quiet">{html.escape(_say(locale, NO_FILM))}</p>'
        told = {"id": there.row.id, "width": there.row.width, "height": there.row.height}
        return public.part("forum_film.html.j2", locale, told | {"words": html.unescape(found[2])})

    return _FILM.sub(filmed, _MOMENT.sub(drawn, written))


def _say(locale: str, message: str) -> str:
    return locales.translate(locale, message)
