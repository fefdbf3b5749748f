"""The pages of the board: read, written, answered, voted for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.errors import NotFound
from practice_app.ids import new_id
from practice_app.models import ForumFilm, MusicalWork, RecordingStatus, User
from practice_app.services import forum
from practice_app.services.accounts import signin
from practice_app.services.forum import CommentDraft, CommentRow, PostDraft
from practice_app.services.groups import making
from practice_app.services.groups.drafts import GroupDraft
from practice_app.services.profiles import UserRow
from practice_app.services.shared.events import Audience, AudienceKind, Event, PostFilmChanged
from practice_app.state.forum import thread
from practice_app.state.forum.board import BoardState
from practice_app.state.forum.shown import excerpt, threaded
from practice_app.state.forum.thread import ThreadState
from practice_app.state.forum.writing import WritingState
from practice_app.state.shared.connections import Connection, connections
from practice_app.state.shared.subscriptions import PROOFS
from tests.services import people
from tests.state.tabs import at as elsewhere
from tests.state.tabs import call, cookie_of, tab

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def posted(who, title="Loose thumb", **more):
    draft = PostDraft(title=title, body_md=f"About {title}", **{"category": "question"} | more)
    with transaction(who) as db:
        return forum.add_post(db, who, draft)[0]


def answered(who, post, words, parent=None):
    draft = CommentDraft(body_md=words, parent_id=parent and parent.id)
    with transaction(who) as db:
        return forum.add_comment(db, who, post.id, draft)[0]


@pytest.fixture
def bob(ann):
    return people.person("Bob")


@pytest.mark.anyio
async def test_a_post_is_written_kept_found_again_and_put_on_the_board(ann, anns):
    at = await tab(WritingState, anns, "/forum/new")
    await call(at, "load")
    await call(at, "be", "tip")
    await call(at, "look", "**so**")
    assert at.preview == "<p><strong>so</strong></p>\n"
    await call(at, "mean", True)
    await call(at, "send", {"title": "", "body_md": "half of it", "tags": "a, b，c"})
    kept, sent = at.post_id, at.sent
    assert kept
    await call(at, "mean", False)
    await call(at, "send", {"title": "", "body_md": "half of it", "tags": "a, b"})
    assert (set(at.errors), at.sent) == ({"title"}, sent)
    led = await call(at, "send", {"title": "A mirror", "body_md": "all of it", "tags": "a, b"})
    assert f"/forum/{kept}" in str(led)
    board = await tab(BoardState, anns, "/forum")
    await call(board, "load")
    assert [(row.title, row.excerpt, row.tags, row.category) for row in board.rows] == [
        ("A mirror", "all of it", ["a", "b"], "tip")
    ]


@pytest.mark.anyio
async def test_who_fills_the_field_that_nobody_sees_writes_nothing(ann, anns):
    at = await tab(WritingState, anns, "/forum/new")
    await call(at, "load")
    assert "/forum" in str(await call(at, "send", {"title": "T", "body_md": "B", "website": "http://spam.example"}))
    assert at.post_id == ""


@pytest.mark.anyio
async def test_the_board_is_shown_by_what_one_looks_for(ann, anns, bob):
    with system_transaction() as db:
        db.get_one(User, ann).instruments = ["violin"]
    posted(bob, "Tip", category="tip"), posted(bob, "Violin", tags=["violin"])
    at = await tab(BoardState, anns, "/forum")
    await call(at, "load")
    assert [(row.title, row.why) for row in at.rows] == [("Violin", "Violin"), ("Tip", "")]
    for handler, asked, found in (
        ("arrange", "new", ["Violin", "Tip"]),
        ("show", "tip", ["Tip"]),
        ("show", "unanswered", ["Violin"]),
        ("show", "mine", []),
        ("show", "all", ["Violin", "Tip"]),
        ("only_for", "violin", ["Violin"]),
        ("only_for", "harp", ["Violin", "Tip"]),
    ):
        await call(at, handler, asked)
        assert [row.title for row in at.rows] == found, asked


@pytest.mark.anyio
async def test_a_thread_is_answered_voted_for_and_settled(ann, anns, bob):
    asked = posted(ann)
    with transaction(bob) as db:
        said, _new = forum.add_comment(db, bob, asked.id, CommentDraft(body_md="Like this"))
    at = await tab(ThreadState, anns, f"/forum/{asked.id}")
    await call(at, "load")
    assert (at.post.title, at.post.mine, [one.author for one in at.comments]) == ("Loose thumb", True, ["Bob"])
    await call(at, "vote", 1)
    assert (at.post.score, at.notice_kind) == (0, "error")
    await call(at, "vote_for", str(said.id), 1)
    await call(at, "accept", str(said.id), True)
    assert (at.comments[0].score, at.comments[0].accepted) == (1, True)
    await call(at, "answer", str(said.id))
    await call(at, "say", {"body_md": ""})
    assert "body_md" in at.errors
    await call(at, "say", {"body_md": "Thank you"})
    assert [(one.author, one.depth) for one in at.comments] == [("Bob", 0), ("Ann", 1)]
    await call(at, "change", at.comments[1].id)
    await call(at, "rewrite", {"body_md": "Thank you *both*"})
    assert (at.comments[1].edited, at.changing) == (True, "")
    await call(at, "take_comment_back", at.comments[1].id)
    await call(at, "close", True)
    assert (len(at.comments), at.post.closed) == (1, True)


@pytest.mark.anyio
async def test_a_long_thread_is_read_on_and_an_address_leads_to_what_lies_deep_in_it(ann, anns, bob, monkeypatch):
    monkeypatch.setattr(thread, "STEP", 2)
    asked, parent = posted(ann), None
    for words in ("one", "two", "three"):
        parent = answered(bob, asked, words, parent)
    last = [answered(bob, asked, words) for words in ("four", "five", "six")][-1]
    at = await tab(ThreadState, anns, f"/forum/{asked.id}")
    await call(at, "load")
    await call(at, "arrange", "oldest")
    at._most = 2
    await call(at, "arrange", "oldest")
    assert (len(at.comments), at.more_below) == (2, True)
    await call(at, "more")
    assert ([one.folded for one in at.comments], at.more_below) == ([0, 1, 0], True)
    led = await tab(ThreadState, anns, f"/forum/{asked.id}#comment-{parent.id}")
    await call(led, "load")
    assert str(parent.id) in [one.id for one in led.comments]
    led = await tab(ThreadState, anns, f"/forum/{asked.id}#comment-{last.id}")
    await call(led, "load")
    assert (str(last.id) in [one.id for one in led.comments], led.more_below) == (True, False)


@pytest.mark.anyio
async def test_what_is_about_a_work_stands_together_with_the_way_to_write_about_it(ann, anns, bob):
    with system_transaction() as db:
        work = db.scalars(select(MusicalWork).limit(1)).one()
    posted(bob, "Fingering", work_id=work.id, category="tip"), posted(bob, "Other")
    squeak = posted(bob, "Squeak", work_id=work.id)
    at = await tab(BoardState, anns, f"/forum?work={work.id}")
    await call(at, "load")
    assert work.title in at.work_name
    assert [row.title for row in at.rows] == ["Squeak", "Fingering"]
    await call(at, "show", "tip")
    assert [row.title for row in at.rows] == ["Fingering"]
    page = await tab(ThreadState, anns, f"/forum/{squeak.id}")
    await call(page, "load")
    assert page.post.work_id == str(work.id)
    for named, expected in ((str(work.id), str(work.id)), (str(new_id()), ""), ("nonsense", "")):
        new = await tab(WritingState, anns, f"/forum/new?work={named}")
        await call(new, "load")
        assert (new.loaded, new.work_id) == (True, expected)
    whole = await tab(BoardState, anns, "/forum?work=nonsense")
    await call(whole, "load")
    assert (whole.work, len(whole.rows)) == ("", 3)


@pytest.mark.anyio
async def test_a_group_writes_to_itself_and_whoever_is_not_in_it_is_led_to_its_door(ann, anns, bob):
    with transaction(ann) as db:
        made = making.create(db, ann, GroupDraft(name="Quartet", joining="open"))
    at = await tab(WritingState, anns, f"/forum/new?group={made.id}")
    await call(at, "load")
    assert (at.group_name, at.everybody_reads) == ("Quartet", False)
    led = await call(at, "send", {"title": "Bowings", "body_md": "All down", "tags": ""})
    assert f"/forum/{at.post_id}" in str(led)
    board = await tab(BoardState, anns, "/forum")
    await call(board, "load")
    assert board.rows == []
    board = await tab(BoardState, anns, f"/forum?group={made.id}")
    await call(board, "load")
    assert [(row.title, row.group) for row in board.rows] == [("Bowings", False)]
    page = await tab(ThreadState, anns, f"/forum/{at.post_id}")
    await call(page, "load")
    assert (page.post.group, page.post.group_name) == (str(made.id), "Quartet")
    his = cookie_of(bob)
    for state, path in ((BoardState, "/forum?group="), (WritingState, "/forum/new?group=")):
        there = await tab(state, his, f"{path}{made.id}")
        assert f"/groups/{made.id}" in str(await call(there, "load"))
        assert not there.loaded
    page = await tab(ThreadState, his, f"/forum/{at.post_id}")
    await call(page, "load")
    assert page.missing


@pytest.mark.anyio
async def test_what_is_not_there_is_said(ann, anns):
    for path in (f"/forum/{new_id()}", "/forum/nonsense"):
        at = await tab(ThreadState, anns, path)
        await call(at, "load")
        assert at.missing


def said(name, minutes, parent=None):
    author = UserRow(new_id(), name, None, [], "student", False)
    at = MORNING + timedelta(minutes=minutes)
    told = (parent and parent.id, 0, 0, False, False, False, False)
    return CommentRow(new_id(), author, name, name, *told, at, None)


def test_two_levels_stand_as_they_are_and_deeper_ones_are_folded():
    one = said("one", 0)
    two = said("two", 1, one)
    three = said("three", 2, two)
    other, lost = said("other", 3), said("lost", 4)
    lost = CommentRow(**{**lost.__dict__, "parent_id": new_id()})
    rows = [other, one, two, three, lost]
    folded = threaded(rows, set())
    assert [(row.author, row.depth, row.folded) for row in folded] == [
        *(("other", 0, 0), ("one", 0, 0), ("two", 1, 1), ("lost", 0, 0))
    ]
    shown = threaded(rows, {str(one.id)})
    assert [(row.author, row.depth, row.answers) for row in shown[2:4]] == [("two", 1, ""), ("three", 2, "two")]
    assert isinstance(UUID(shown[0].id), UUID)


def test_a_list_shows_the_first_words_without_marks():
    assert excerpt("<p>a <em>b</em> &lt;c&gt;</p>\n<pre>d</pre>") == "a b <c> d"
    assert len(excerpt("<p>" + "word " * 500 + "</p>")) <= 222


def film_of(who, status):
    film = ForumFilm(
        id=new_id(), user_id=who, mime_type="video/mp4", status=status, object_key=f"forum/{new_id()}", bytes=10
    )
    with system_transaction() as db:
        db.add(film)
    return film.id


def made_ready(film_id):
    with system_transaction() as db:
        db.get_one(ForumFilm, film_id).status = RecordingStatus.READY


@pytest.mark.anyio
async def test_a_reader_is_told_when_a_film_is_ready_and_of_the_thread_no_longer_than_that(ann, bob):
    film = film_of(ann, RecordingStatus.QUEUED)
    post = posted(ann)
    answered(ann, post, f"So:\n\n![Film](film:{film})")
    other, readers = posted(ann, "Another"), Audience(AudienceKind.THREAD, str(post.id))
    bobs = cookie_of(bob)
    device = signin.identify_cookie(bobs).auth_session_id
    with connections.holding(Connection("a", str(bob), str(device))) as his:
        at = await tab(ThreadState, bobs, f"/forum/{post.id}")
        await call(at, "load")
        assert readers in his.follows
        made_ready(film)
        await at._received(Event(str(film), PostFilmChanged()))
        assert (at.filmed, readers in his.follows) == (1, False)
        made = film_of(ann, RecordingStatus.QUEUED)
        answered(ann, post, f"And:\n\n![Film](film:{made})")
        await call(at, "load")
        assert readers in his.follows
        await call(await elsewhere(at, f"/forum/{other.id}"), "load")
        assert readers not in his.follows


@pytest.mark.anyio
async def test_a_thread_without_a_film_that_is_coming_is_not_followed(ann, bob):
    film = film_of(ann, RecordingStatus.READY)
    post = posted(ann)
    answered(ann, post, f"So:\n\n![Film](film:{film})")
    bobs = cookie_of(bob)
    device = signin.identify_cookie(bobs).auth_session_id
    with connections.holding(Connection("a", str(bob), str(device))) as his:
        await call(await tab(ThreadState, bobs, f"/forum/{post.id}"), "load")
        assert his.follows == {Audience.user(bob)}


def test_who_may_read_a_post_may_be_told_of_its_films_and_nobody_else(ann, bob):
    with transaction(ann) as db:
        club = making.create(db, ann, GroupDraft(name="Quartet", joining="open"))
    post = posted(ann, group_id=club.id)
    with transaction(ann) as db:
        PROOFS[AudienceKind.THREAD](db, ann, post.id)
    with transaction(bob) as db, pytest.raises(NotFound):
        PROOFS[AudienceKind.THREAD](db, bob, post.id)
