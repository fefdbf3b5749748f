"""Votes that are not about what was written are found; those of friends, fans and readers are left alone."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid5

from practice_app.services.forum.fairness import RING, SERIAL, Cast, unfair

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
SPACE = UUID(int=7)
CROWD = 200


def named(name):
    return uuid5(SPACE, name)


def votes(voter, author, number, *, apart=timedelta(hours=7), value=1, begin=MORNING, thread=None):
    """So many votes of one for another, each below a post of its own unless they are of one thread."""
    return [
        Cast(
            named(f"{voter} {author} {begin} {n}"),
            named(voter),
            named(author),
            named(thread or f"{author} {n}"),
            value,
            begin + n * apart,
        )
        for n in range(number)
    ]


def found(*casts, active=CROWD):
    return {
        (one.kind, one.voter, one.author): len(one.votes)
        for one in unfair([one for many in casts for one in many], active)
    }


def test_many_in_a_few_minutes_for_one_person_are_found_and_so_are_those_against_one():
    quick = timedelta(seconds=20)
    assert found(votes("ann", "bob", 9, apart=quick)) == {(SERIAL, named("ann"), named("bob")): 9}
    assert found(votes("ann", "bob", 6, apart=quick, value=-1)) == {(SERIAL, named("ann"), named("bob")): 6}
    later = votes("ann", "bob", 7, apart=quick, begin=MORNING + timedelta(days=2))
    slowly = votes("ann", "bob", 4, begin=MORNING + timedelta(days=4))
    assert found(later, slowly) == {(SERIAL, named("ann"), named("bob")): 7}, "only those in a row"


def test_who_reads_a_thread_or_much_of_many_people_is_left_alone():
    quick = timedelta(seconds=20)
    assert not found(votes("ann", "bob", 9, apart=quick, thread="one thread"))
    assert not found(votes("ann", "bob", 6, apart=quick), votes("ann", "cleo", 5, apart=quick))
    assert not found(votes("ann", "bob", 5, apart=quick))
    assert not found(votes("ann", "bob", 40)), "a devoted reader, over twelve days"


def test_two_and_four_who_vote_for_each_other_alone_are_found():
    pair = [*votes("ann", "bob", 9), *votes("bob", "ann", 8)]
    assert found(pair) == {(RING, named("ann"), named("bob")): 9, (RING, named("bob"), named("ann")): 8}
    four = [votes(*two, 4) for two in permutations(("ann", "bob", "cleo", "dan"), 2)]
    assert len(found(*four)) == 12
    in_turn = [votes("ann", "bob", 9), votes("bob", "cleo", 9), votes("cleo", "ann", 9)]
    assert len(found(*in_turn)) == 3
    beside = [votes("ann", "eve", 4), votes("eve", "ann", 4), votes("eve", "fay", 20)]
    assert len(found(*in_turn, *beside)) == 3, "whom one of them likes besides is not drawn into it"


def test_friends_who_vote_for_each_other_among_others_are_left_alone():
    friends = [votes("ann", "bob", 12), votes("bob", "ann", 12)]
    wide = [votes("ann", f"other {n}", 3) for n in range(4)] + [votes("bob", f"other {n}", 3) for n in range(4)]
    liked = [votes(f"reader {n}", "ann", 2) + votes(f"reader {n}", "bob", 2) for n in range(6)]
    assert not found(*friends, *wide), "they vote for others as well"
    assert not found(*friends, *liked), "others vote for them as well"
    assert not found(votes("ann", "bob", 5), votes("bob", "ann", 5)), "a few are no ring"
    assert not found(votes("ann", "bob", 30)), "nor is whoever does not vote back"


def test_on_a_board_of_few_everybody_votes_for_everybody():
    class_of_four = [votes(*two, 6) for two in permutations(("ann", "bob", "cleo", "dan"), 2)]
    assert not found(*class_of_four, active=8)
    assert found(*class_of_four, active=20)


def test_the_order_in_which_votes_are_told_is_none():
    casts = [*votes("ann", "bob", 9), *votes("bob", "ann", 9), *votes("cleo", "dan", 8, apart=timedelta(seconds=9))]
    assert unfair(casts, CROWD) == unfair(casts[::-1], CROWD)
