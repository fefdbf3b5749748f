"""A film in a post is seen by whoever may read that post, and by nobody else, whatever address they have."""

from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from practice_app.database import nobodys_transaction, system_transaction
from practice_app.errors import NotFound
from practice_app.models import ForumComment, ForumPost
from practice_app.models.columns import now
from practice_app.services import forum
from practice_app.services.forum import public
from practice_app.settings import get_settings
from tests.permission.board import APART
from tests.permission.cast import PEOPLE, Cast
from tests.permission.standing import EVERYBODY_ELSE
from tests.services import boards

DOORS = ("", "/film", "/poster")
OTHERS = [name for name in PEOPLE if name not in ("owner", "nobody")]


def seeing(cast: Cast, clients, film: UUID, door: str = "/film") -> set[str]:
    """Who of all people gets it; the others are told that there is nothing."""
    asked = {
        name: clients[name].get(f"/api/v1/forum/films/{film}{door}", follow_redirects=False).status_code
        for name in ["owner", *OTHERS]
    }
    assert set(asked.values()) <= {200, 302, 404}
    return {name for name, status in asked.items() if status != 404} - {"owner"}


@pytest.mark.parametrize("door", DOORS)
def test_on_the_board_it_is_for_whoever_is_signed_in(cast: Cast, clients, door):
    film = boards.ready(cast.ann)
    assert seeing(cast, clients, film, door) == set()
    boards.standing(cast.ann, film)
    assert seeing(cast, clients, film, door) == EVERYBODY_ELSE - APART
    assert clients["nobody"].get(f"/api/v1/forum/films/{film}{door}").status_code == 401


@pytest.mark.parametrize("door", DOORS)
def test_in_a_group_it_is_for_who_is_in_it_now(cast: Cast, clients, door):
    """Not for who left, who only asked to come in, or whom she blocked."""
    film = boards.ready(cast.ann)
    boards.standing(cast.ann, film, group_id=cast.ids["group_id"])
    assert seeing(cast, clients, film, door) == {"member_sessions"}


def test_a_draft_shows_it_to_its_author_alone(cast: Cast, clients):
    film = boards.ready(cast.ann)
    boards.standing(cast.ann, film, published_at=None)
    assert seeing(cast, clients, film) == set()
    assert clients["owner"].get(f"/api/v1/forum/films/{film}").json()["mine"] is True


@pytest.mark.parametrize("gone", ["hidden_at", "deleted_at"])
def test_what_is_taken_from_the_board_takes_it_along(cast: Cast, clients, gone):
    film = boards.ready(cast.ann)
    post = boards.standing(cast.ann, film)
    with system_transaction() as db:
        db.execute(update(ForumPost).where(col(ForumPost.id) == post).values({gone: now()}))
    assert seeing(cast, clients, film) == set()


def test_below_a_post_it_is_seen_where_that_is_read(cast: Cast, clients):
    film = boards.ready(cast.people["member_sessions"])
    body = f"![Film](film:{film})"
    post = boards.standing(cast.ann, boards.ready(cast.ann), group_id=cast.ids["group_id"])
    said = ForumComment(
        post_id=post, author_id=cast.people["member_sessions"], body_md=body, body_html=forum.html_of(body)
    )
    with system_transaction() as db:
        db.add(said)
    asked = {name: clients[name].get(f"/api/v1/forum/films/{film}").status_code for name in ("owner", *OTHERS)}
    assert {name for name, status in asked.items() if status == 200} == {"owner", "member_sessions", "blocked"}


def test_nobody_shows_anothers_film_by_naming_it(cast: Cast, clients):
    film = boards.ready(cast.ann)
    boards.standing(cast.people["stranger"], film)
    assert seeing(cast, clients, film) == set()


def test_with_no_account_it_is_seen_where_everybody_reads_the_post(cast: Cast, monkeypatch):
    monkeypatch.setattr(get_settings(), "public_board", True)
    shown, of_a_group = boards.ready(cast.ann), boards.ready(cast.ann)
    boards.standing(cast.ann, shown)
    boards.standing(cast.ann, of_a_group, group_id=cast.ids["group_id"])
    with nobodys_transaction() as db:
        seen = {film for film in (shown, of_a_group) if film in public.films_shown(db, [film])}
        with pytest.raises(NotFound):
            public.film_place(db, of_a_group)
    assert seen <= {shown}
