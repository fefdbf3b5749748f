"""The sessions of a member: shown to a group at one level alone, by that group alone, from one moment to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import Block, Piece, Sharing
from practice_app.services import practice
from practice_app.services.groups import members, sessions
from tests.services import people
from tests.services.groups.test_joining import group, join, olga  # noqa: F401 - a fixture
from tests.services.groups.test_members import share, trio  # noqa: F401 - a fixture

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = "my shoulder hurts"


def shown(who, group_id, person, **more):
    with transaction(who) as db:
        return sessions.listed(db, who, group_id, person, **more)


def refused(who, group_id, person):
    with pytest.raises(NotFound):
        shown(who, group_id, person)
    with pytest.raises(NotFound), transaction(who) as db:
        sessions.opened(db, who, group_id, person)
    return True


@pytest.fixture
def bobs(trio):  # noqa: F811
    """Three sessions of Bob's, with all that one may say of one; he shows them to the group."""
    _, bob, _, made = trio
    piece = Piece(user_id=bob, title="무반주 첼로 모음곡 제1번", composer="Bach")
    with system_transaction() as db:
        db.add(piece)
    told = {"note": NOTE, "self_rating": 2, "items": [{"piece_id": piece.id, "seconds": 600, "rating": 1}]}
    rows = [people.session(bob, NOON + timedelta(days=day), 30, instrument="cello", **told) for day in range(3)]
    share(bob, made, "sessions")
    return rows


def test_they_are_listed_the_newest_first_and_page_by_page(trio, bobs):  # noqa: F811
    _, bob, eve, made = trio
    first = shown(eve, made, bob, limit=2)
    rest = shown(eve, made, bob, limit=2, after=first.next_cursor)
    assert [row.id for row in [*first.items, *rest.items]] == [row.id for row in reversed(bobs)]
    assert rest.next_cursor is None


def test_they_say_when_how_long_and_which_pieces_and_nothing_else(trio, bobs):  # noqa: F811
    _, bob, eve, made = trio
    people.take(bobs[0], bob, keep=True, shared=True)
    for reader in (eve, bob):  # of oneself what the others see
        rows = shown(reader, made, bob).items
        assert {row.clock_s for row in rows} == {1800}
        assert {item.piece_title for row in rows for item in row.items} == {"무반주 첼로 모음곡 제1번"}
        assert [(row.note, row.self_rating, row.tag_ids, row.recordings, row.plan) for row in rows] == [
            ("", None, [], [], None)
        ] * 3
        assert {item.rating for row in rows for item in row.items} == {None}
        assert NOTE not in str(rows)


def test_how_far_a_session_may_be_off_is_told_with_it(trio, bobs):  # noqa: F811
    _, bob, eve, made = trio
    figures = [people.metric("played_s", 600, 0.5, low=480, high=900)]
    people.heard(bobs[0], bob, people.take(bobs[0], bob), 1800, 600, metrics=figures)
    assert [row.band_s for row in shown(eve, made, bob).items] == [None, None, (480, 900)]


def test_each_other_level_shows_none_of_them_at_once_and_of_what_was(trio, bobs):  # noqa: F811
    owner, bob, eve, made = trio
    for level in Sharing:
        share(bob, made, level)
        if level == Sharing.SESSIONS:
            assert len(shown(eve, made, bob).items) == 3
        else:
            assert all(refused(who, made, bob) for who in (owner, eve, bob))


def test_what_is_shown_to_one_group_is_shown_by_no_other(trio, bobs):  # noqa: F811
    """Eve reads them in the one; in the other, where Bob shows minutes, there is nothing."""
    owner, bob, eve, made = trio
    other = group(owner, name="Orchestra")
    for who in (bob, eve):
        join(who, other)
    share(bob, other, "minutes")
    assert refused(eve, other, bob)
    assert len(shown(eve, made, bob).items) == 3


def test_strangers_are_told_nothing(trio, bobs):  # noqa: F811
    owner, bob, eve, made = trio
    assert refused(people.person("Stranger"), made, bob)
    with transaction(eve) as db:
        members.leave(db, eve, made)
    assert refused(eve, made, bob)
    with system_transaction() as db:
        db.execute(text("UPDATE group_member SET status = 'asked' WHERE member_id = :eve"), {"eve": eve})
    assert refused(eve, made, bob)
    with system_transaction() as db:
        db.add(Block(blocker_id=bob, blocked_id=owner))
    assert refused(owner, made, bob)


def test_who_left_shows_nothing_any_more(trio, bobs):  # noqa: F811
    owner, bob, _, made = trio
    with transaction(owner) as db:
        members.remove(db, owner, made, bob)
    assert refused(owner, made, bob)


def test_who_is_leaving_shows_nothing(trio, bobs):  # noqa: F811
    _, bob, eve, made = trio
    with system_transaction() as db:
        db.execute(text("UPDATE users SET deleted_at = now() WHERE id = :bob"), {"bob": bob})
    assert refused(eve, made, bob)


def test_a_session_that_was_deleted_is_in_no_list(trio, bobs):  # noqa: F811
    _, bob, eve, made = trio
    with transaction(bob) as db:
        practice.delete(db, bob, bobs[0].id)
    assert len(shown(eve, made, bob).items) == 2
