"""What stands around words on the board: earlier versions, a work, what others think of them, blocks."""

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import MusicalWork, User
from practice_app.services import forum
from practice_app.services.forum import CommentDraft, PostChanges, PostDraft
from practice_app.state.forum.blocking import BlockState
from practice_app.state.forum.earlier import EarlierState
from practice_app.state.forum.thread import ThreadState
from practice_app.state.forum.writing import WritingState
from tests.services import people
from tests.state.tabs import call, tab


@pytest.fixture
def bob(ann):
    return people.person("Bob")


def posted(who, title="Loose thumb", **more):
    draft = PostDraft(title=title, body_md=f"About {title}", **{"category": "question"} | more)
    with transaction(who) as db:
        return forum.add_post(db, who, draft)[0]


@pytest.fixture
def work(ann):
    row = MusicalWork(title="Cello Suite", composer="Test Composer", catalogue="BWV 0", folded="x")
    with system_transaction() as db:
        db.add(row)
    return row.id


@pytest.mark.anyio
async def test_a_post_is_about_a_work_until_it_is_not(ann, anns, work):
    at = await tab(WritingState, anns, "/forum/new")
    await call(at, "load")
    await call(at, "send", {"title": "Bowing", "body_md": "How?", "tags": "", "work_id": str(work)})
    assert not at.errors
    thread = await tab(ThreadState, anns, f"/forum/{at.post_id}")
    await call(thread, "load")
    assert thread.post.work == "Test Composer · Cello Suite · BWV 0"
    again = await tab(WritingState, anns, f"/forum/new?draft={at.post_id}")
    await call(again, "load")
    assert (again.work_id, again.work) == (str(work), "Test Composer · Cello Suite · BWV 0")
    await call(again, "send", {"title": "Bowing", "body_md": "How?", "tags": "", "work_id": ""})
    await call(thread, "load")
    assert thread.post.work == ""


@pytest.mark.anyio
async def test_who_wrote_it_reads_how_it_was(ann, anns, bob):
    row = posted(ann)
    with transaction(ann) as db:
        forum.change_post(db, ann, row.id, PostChanges(title="Thumb", body_md="Otherwise"))
    at = await tab(EarlierState, anns, f"/forum/{row.id}")
    await call(at, "look", "post", str(row.id))
    assert [(one.title, one.body) for one in at.rows] == [("Loose thumb", "About Loose thumb")]
    await call(at, "leave")
    assert not at.shown
    other = posted(bob)
    await call(at, "look", "post", str(other.id))
    assert not at.shown


@pytest.mark.anyio
async def test_points_stand_beside_a_name_unless_one_of_the_two_is_quiet(ann, anns, bob):
    row = posted(ann)
    with transaction(bob) as db:
        said = forum.add_comment(db, bob, row.id, CommentDraft(body_md="Rest"))[0]
    with transaction(ann) as db:
        forum.accept(db, ann, row.id, said.id)
    at = await tab(ThreadState, anns, f"/forum/{row.id}")
    await call(at, "load")
    assert (at.post.points, at.post.badge) == (5, "Dared to ask")
    assert (at.comments[0].points, at.comments[0].badge) == (15, "That was it")
    with system_transaction() as db:
        db.get_one(User, bob).quiet = True
    await call(at, "load")
    assert (at.post.points, at.comments[0].points) == (5, -1)
    with system_transaction() as db:
        db.get_one(User, ann).quiet = True
    await call(at, "load")
    await call(at, "load")
    assert at.post.points == -1


@pytest.mark.anyio
async def test_somebody_is_blocked_where_their_name_stands_and_let_in_again(ann, anns, bob):
    row = posted(ann)
    with transaction(bob) as db:
        forum.add_comment(db, bob, row.id, CommentDraft(body_md="Rubbish"))
    thread, at = await tab(ThreadState, anns, f"/forum/{row.id}"), await tab(BlockState, anns, f"/forum/{row.id}")
    await call(thread, "load")
    (said,) = thread.comments
    await call(at, "ask", said.author_id, said.author)
    assert (at.whom, at.name) == (str(bob), "Bob")
    await call(at, "block")
    await call(thread, "load")
    assert (at.whom, thread.comments) == ("", [])
    await call(at, "load")
    assert [one.name for one in at.rows] == ["Bob"]
    await call(at, "unblock", str(bob))
    await call(thread, "load")
    assert (at.rows, len(thread.comments)) == ([], 1)
