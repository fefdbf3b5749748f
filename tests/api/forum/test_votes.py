"""Votes hold: many at once, rings and rows of them that stop to count, and people who go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import col, select

from practice_app.database import system_transaction, transaction
from practice_app.models import ForumComment, ForumPost, ForumPostTag, ForumReversal, ForumVote, Notification, User
from practice_app.models.columns import now
from practice_app.services import forum
from practice_app.services.accounts.erasing import erase
from practice_app.services.forum import reversing
from tests.services import people

pytestmark = pytest.mark.usefixtures("clean_database")


def wrote(author, number, **more):
    """Let somebody have so many posts on the board."""
    posts = [
        ForumPost(author_id=author, category="tip", title=f"Tip {n}", body_md="x", body_html="x", published_at=now())
        for n in range(number)
    ]
    for post in posts:
        for name, value in more.items():
            setattr(post, name, value)
    with system_transaction() as db:
        db.add_all(posts)
    return [post.id for post in posts]


def vote(voter, posts, value=1, apart=timedelta(0)):
    for n, post in enumerate(posts):
        with transaction(voter) as db:
            forum.vote_for_post(db, voter, post, value)
        if apart:
            with system_transaction() as db:
                cast = db.exec(select(ForumVote).where(ForumVote.voter_id == voter, ForumVote.post_id == post)).one()
                cast.at = now() - n * apart


def scores(posts):
    with system_transaction() as db:
        return [db.get_one(ForumPost, post).score for post in posts]


def total(person):
    with transaction(person) as db:
        return forum.reputation(db, person, person).total


def erased(who):
    with system_transaction() as db:
        db.get_one(User, who).deleted_at = now() - timedelta(days=30)
    erase(who)


def crowd(number):
    """So many others who vote once, so that two are few."""
    posts = wrote(people.person("Somebody else"), 1)
    for n in range(number):
        vote(people.person(f"Reader {n}"), posts)


def test_twenty_who_vote_at_once_and_change_their_minds_are_counted_exactly():
    posts = wrote(people.person("Ann"), 1)
    voters = [people.person(f"Voter {n}") for n in range(20)]

    def change_their_mind(n):
        for value in (1, -1, 0, 1 if n % 4 else -1):
            vote(voters[n], posts, value)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(change_their_mind, range(20)))
    assert scores(posts) == [15 - 5]


def test_a_ring_stops_to_count_is_noted_told_and_undone():
    ann, bob = people.person("Ann"), people.person("Bob")
    hers, his = wrote(ann, 9), wrote(bob, 9)
    crowd(9)
    vote(ann, his, apart=timedelta(hours=5))
    vote(bob, hers, apart=timedelta(hours=5))
    before = total(ann)
    done = reversing.reverse_unfair_votes()
    assert (done.pairs, done.votes) == (2, 18)
    assert scores(hers) + scores(his) == [0] * 18
    assert total(ann) == before - 90
    assert reversing.reverse_unfair_votes().pairs == 0, "what was found is found once"
    vote(bob, hers[:1], -1)
    assert scores(hers[:1]) == [0], "nor does it count when it is changed"
    with system_transaction() as db:
        noted = reversing.newest(db)
        told = db.exec(select(Notification.user_id).where(Notification.words == "votes_reversed")).all()
        assert {(one.voter_id, one.kind, one.votes) for one in noted} == {(ann, "ring", 9), (bob, "ring", 9)}
        assert set(told) == {ann, bob}
        for one in noted:
            reversing.undo(db, one.id)
    assert scores(hers) == [-1, *[1] * 8]
    assert reversing.reverse_unfair_votes().pairs == 0, "who was cleared is not found for the same again"


def test_many_in_a_row_stop_to_count_and_those_of_a_friend_do_not():
    ann, bob, cleo = people.person("Ann"), people.person("Bob"), people.person("Cleo")
    hers = wrote(ann, 8)
    vote(bob, hers)
    vote(cleo, hers, apart=timedelta(hours=9))
    assert reversing.reverse_unfair_votes().votes == 8
    assert scores(hers) == [1] * 8
    with system_transaction() as db:
        assert {one.voter_id for one in db.exec(select(ForumReversal))} == {bob}


def test_who_is_erased_takes_their_votes_and_comments_out_of_every_sum():
    ann, bob, cleo = people.person("Ann"), people.person("Bob"), people.person("Cleo")
    hers = wrote(ann, 1)
    vote(bob, hers)
    vote(cleo, hers)
    with transaction(bob) as db:
        said, _ = forum.add_comment(db, bob, hers[0], forum.CommentDraft(body_md="Like this."))
    with transaction(cleo) as db:
        forum.vote_for_comment(db, cleo, said.id, 1)
    erased(cleo)
    assert scores(hers) == [1]
    with system_transaction() as db:
        assert db.get_one(ForumComment, said.id).score == 0
    erased(bob)
    assert scores(hers) == [0]
    with system_transaction() as db:
        post = db.get_one(ForumPost, hers[0])
        assert (post.comments, post.answered) == (0, False)


def test_what_is_hidden_is_counted_and_listed_no_more_until_it_is_shown_again():
    ann, bob = people.person("Ann"), people.person("Bob")
    with transaction(ann) as db:
        post, _ = forum.add_post(
            db, ann, forum.PostDraft(title="Why", body_md="x", category="question", tags=["bow"], status="published")
        )
    with transaction(bob) as db:
        said, _ = forum.add_comment(db, bob, post.id, forum.CommentDraft(body_md="Because."))

    def seen(thing, identity, at):
        with system_transaction() as db:
            db.get_one(thing, identity).hidden_at = at
        with system_transaction() as db:
            asked = db.get_one(ForumPost, post.id)
            tags = db.exec(select(ForumPostTag.tag).where(col(ForumPostTag.post_id) == post.id)).all()
            return asked.comments, asked.answered, list(tags)

    assert seen(ForumComment, said.id, now()) == (0, False, ["bow"])
    assert seen(ForumComment, said.id, None) == (1, True, ["bow"])
    assert seen(ForumPost, post.id, now()) == (1, True, [])
    assert seen(ForumPost, post.id, None) == (1, True, ["bow"])
