"""Somebody's page: what they show, what they wrote, and whether they may be followed; tags, and what one follows."""

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.models import Block, Guardian, User
from practice_app.models.columns import now
from practice_app.services import forum, profiles
from practice_app.services.forum import CommentDraft, PostDraft, Sought
from practice_app.state.forum.board import BoardState
from practice_app.state.forum.following import FollowState
from practice_app.state.forum.person import PersonState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab


def posted(who, title="Loose thumb", **more):
    draft = PostDraft(title=title, body_md=f"About {title}", **{"category": "question"} | more)
    with transaction(who) as db:
        return forum.add_post(db, who, draft)[0]


def change(person, **values):
    with system_transaction() as db:
        user = db.get_one(User, person)
        for name, value in values.items():
            setattr(user, name, value)


def show(person, **levels):
    with transaction(person) as db:
        profiles.change(db, person, {"bio": "Plays at night", "privacy": levels})


def written(who, person):
    with transaction(who) as db:
        return [row.title for row in forum.listed(db, who, Sought(author_id=person)).items]


def beside_names(who, person):
    with transaction(who) as db:
        return forum.standings(db, who, [person])


async def looked(cookie, person):
    at = await tab(PersonState, cookie, f"/users/{person}")
    await call(at, "load")
    return at


@pytest.mark.anyio
async def test_who_wrote_something_has_a_page_with_it_and_shows_no_more_than_they_chose(ann, bob, bobs):
    posted(ann), posted(ann, "Second", category="tip")
    change(ann, instruments=["viola"])
    at = await looked(bobs, ann)
    assert (at.stage, at.person.name, at.profile, at.mine) == ("there", "Ann", False, False)
    assert [row.title for row in at.rows] == ["Second", "Loose thumb"]
    assert (at.instruments, at.person.bio, at.points, at.badges) == ([], "", 5, ["Dared to ask", "Passing it on"])
    show(ann, profile="everyone")
    await call(at, "load")
    assert ([one.name for one in at.instruments], at.person.bio, at.profile) == (["viola"], "Plays at night", True)


@pytest.mark.anyio
async def test_who_shows_a_profile_has_a_page_with_nothing_written(ann, bob, bobs):
    assert (await looked(bobs, ann)).stage == "missing"
    show(ann, profile="everyone")
    at = await looked(bobs, ann)
    assert (at.stage, at.profile, at.gathered, at.rows) == ("there", True, False, [])


@pytest.mark.anyio
async def test_who_is_quiet_has_no_points_there_and_who_reads_quietly_sees_none(ann, bob, bobs):
    posted(ann)
    change(ann, quiet=True)
    at = await looked(bobs, ann)
    assert (at.points, at.badges) == (-1, [])
    change(ann, quiet=False), change(bob, quiet=True)
    await call(at, "load")
    await call(at, "load")
    assert (at.points, at.badges) == (-1, [])


@pytest.mark.anyio
@pytest.mark.parametrize("blocker", ["ann", "bob"])
async def test_between_two_who_are_apart_there_is_no_page_and_no_following(ann, bob, bobs, blocker):
    posted(ann), show(ann, profile="everyone")
    two = {"ann": (ann, bob), "bob": (bob, ann)}[blocker]
    with system_transaction() as db:
        db.add(Block(blocker_id=two[0], blocked_id=two[1]))
    at = await looked(bobs, ann)
    assert (at.stage, at.person.name, at.rows) == ("missing", "", [])
    assert written(bob, ann) == []
    with transaction(bob) as db, pytest.raises(NotFound):
        forum.follow(db, bob, "user", str(ann))
    with transaction(bob) as db, pytest.raises(NotFound):
        forum.reputation(db, bob, ann)


@pytest.mark.anyio
async def test_what_a_child_wrote_stands_together_for_those_alone_to_whom_it_shows_itself(ann, bob, bobs):
    posted(ann)
    change(ann, birth_year=now().year - 9)
    at = await looked(bobs, ann)
    assert (at.stage, at.person.name, at.gathered, at.rows, at.points) == ("there", "Ann", False, [], -1)
    assert written(bob, ann) == []
    assert (beside_names(bob, ann), list(beside_names(ann, ann))) == ({}, [ann])
    with transaction(bob) as db, pytest.raises(NotFound):
        forum.follow(db, bob, "user", str(ann))
    with system_transaction() as db:
        db.add(Guardian(parent_id=bob, child_id=ann))
    await call(at, "load")
    assert [row.title for row in at.rows] == ["Loose thumb"]
    assert written(ann, ann) == ["Loose thumb"]


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["not-an-id", "01a223f8-8eee-77db-9862-5e1220ae1487"])
async def test_nobody_is_nobody(ann, bobs, path):
    assert (await looked(bobs, path)).stage == "missing"


@pytest.mark.anyio
async def test_who_leaves_is_gone_from_there_at_once(ann, bob, bobs):
    posted(ann), show(ann, profile="everyone")
    at = await looked(bobs, ann)
    await call(at, "follow", True)
    change(ann, deleted_at=now())
    await call(at, "load")
    assert (at.stage, at.person.name, at.rows, at.instruments) == ("missing", "", [], [])
    with transaction(bob) as db:
        assert forum.followed(db, bob) == []


@pytest.mark.anyio
async def test_people_and_tags_are_followed_listed_and_let_go(ann, bob, bobs):
    one, _other = posted(ann, tags=["vibrato"]), posted(people.person("Cleo"), "Breath", tags=["lungs"])
    with transaction(bob) as db:
        forum.add_comment(db, bob, one.id, CommentDraft(body_md="So"))
        forum.unfollow(db, bob, "post", str(one.id))
    at = await looked(bobs, ann)
    await call(at, "follow", True)
    assert at.following
    board = await tab(BoardState, bobs, "/forum?tag=Lungs")
    await call(board, "load")
    assert (board.tag, board.tag_followed, [row.title for row in board.rows]) == ("lungs", False, ["Breath"])
    await call(board, "follow_tag", True)
    whole = await tab(BoardState, bobs, "/forum")
    await call(whole, "load")
    await call(whole, "show", "following")
    assert (whole.tag, [row.title for row in whole.rows]) == ("", ["Breath", "Loose thumb"])
    mine = await tab(FollowState, bobs, "/forum")
    await call(mine, "load")
    assert [(row.kind, row.name) for row in mine.rows] == [("user", "Ann"), ("tag", "lungs")]
    await call(mine, "unfollow", "user", str(ann))
    await call(whole, "show", "following")
    assert [row.title for row in whole.rows] == ["Breath"]
    await call(at, "load")
    assert (at.following, len(mine.rows)) == (False, 1)


@pytest.mark.anyio
async def test_ones_own_page_says_so_and_follows_nobody(ann, anns):
    posted(ann)
    at = await looked(anns, ann)
    assert (at.mine, at.stage) == (True, "there")
    await call(at, "follow", True)
    assert (at.following, at.notice_kind) == (False, "error")


@pytest.mark.anyio
async def test_a_groups_posts_and_drafts_stand_on_no_page_of_a_person(ann, bob, bobs):
    posted(ann), posted(ann, "Draft", status="draft")
    assert [row.title for row in (await looked(bobs, ann)).rows] == ["Loose thumb"]
    assert [row.title for row in (await looked(cookie_of(ann), ann)).rows] == ["Loose thumb"]
