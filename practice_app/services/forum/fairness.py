"""Which votes are not about what was written: many in a few minutes for one person, and rings of people for each other.

A pure function over votes, so that the same votes always give the same findings. It has to be certain rather than find
everything: friends who vote for each other among others are left alone, and so is whoever reads a whole thread.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

SERIAL, RING = "serial", "ring"
LOOKED_AT: Final = timedelta(days=30)
IN_A_ROW, ROW, THREADS, MOSTLY = 6, timedelta(minutes=10), 5, 0.8
"""So many votes within ten minutes, below so many posts, that are nearly all one cast then: nobody reads so quickly."""
OFTEN, EACH, INSIDE = 4, 8, 0.6
"""How often one of a ring votes for another, how many votes each casts and gets in it at least, and which share of all
that they cast, and of all that they get, that is."""
OF_ALL: Final = 5
"""A ring is at most one of so many people who vote: where few do, all of them know each other."""


@dataclass(frozen=True)
class Cast:
    """A vote: whose, for whom, below which post."""

    id: UUID
    voter: UUID
    author: UUID
    thread: UUID
    value: int
    at: datetime


@dataclass(frozen=True)
class Finding:
    """Votes of one person for one other that are not to count."""

    kind: str
    voter: UUID
    author: UUID
    votes: frozenset[UUID]


def unfair(casts: Sequence[Cast], active: int) -> list[Finding]:
    """Find them among votes of the last thirty days; so many people voted in these."""
    found = {(one.voter, one.author): one for one in serial(casts)}
    for one in rings(casts, active):
        before = found.get((one.voter, one.author))
        both = one.votes | before.votes if before else one.votes
        found[one.voter, one.author] = Finding(one.kind, one.voter, one.author, both)
    return sorted(found.values(), key=lambda one: (one.voter, one.author))


def serial(casts: Iterable[Cast]) -> list[Finding]:
    """Find many in a row of one person's for, or against, one other."""
    by_voter: dict[tuple[UUID, int], list[Cast]] = defaultdict(list)
    for one in sorted(casts, key=lambda one: one.at):
        by_voter[one.voter, one.value].append(one)
    taken: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for (voter, _), theirs in by_voter.items():
        for row in _rows(theirs):
            author, number = Counter(one.author for one in row).most_common(1)[0]
            ours = [one for one in row if one.author == author]
            if number >= max(IN_A_ROW, MOSTLY * len(row)) and len({one.thread for one in ours}) >= THREADS:
                taken[voter, author].update(one.id for one in ours)
    return [Finding(SERIAL, *pair, frozenset(votes)) for pair, votes in taken.items()]


def _rows(theirs: Sequence[Cast]) -> Iterator[Sequence[Cast]]:
    """Everything that begins with a vote and is within ten minutes of it."""
    end = 0
    for begin, first in enumerate(theirs):
        while end < len(theirs) and theirs[end].at - first.at <= ROW:
            end += 1
        if end - begin >= IN_A_ROW:
            yield theirs[begin : min(end, begin + _MOST_IN_A_ROW)]


_MOST_IN_A_ROW: Final = 700
"""More than anybody may cast in that time, so that this stays linear."""


def rings(casts: Sequence[Cast], active: int) -> list[Finding]:
    """Find people who vote mostly for each other, and for whom hardly anybody else does."""
    ups = [one for one in casts if one.value > 0]
    found = []
    for ring in _together(ups):
        members = _closed(ups, ring)
        if len(members) >= 2 and len(members) * OF_ALL <= active:
            inside = [one for one in ups if one.voter in members and one.author in members]
            pairs: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
            for one in inside:
                pairs[one.voter, one.author].add(one.id)
            found += [Finding(RING, *pair, frozenset(votes)) for pair, votes in pairs.items()]
    return found


def _together(ups: Iterable[Cast]) -> list[set[UUID]]:
    """People who hang together by voting often for one another, whoever for whom."""
    counted = Counter((one.voter, one.author) for one in ups)
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for (voter, author), number in counted.items():
        if number >= OFTEN:
            beside[voter].add(author)
            beside[author].add(voter)
    found, left = [], set(beside)
    while left:
        together, ahead = set[UUID](), [left.pop()]
        while ahead:
            one = ahead.pop()
            together.add(one)
            ahead += beside[one] & left
            left -= beside[one]
        found.append(together)
    return found


def _closed(ups: Iterable[Cast], ring: Collection[UUID]) -> set[UUID]:
    """Those whose votes, cast and got, are mostly among them; who is otherwise falls out, until nobody is."""
    members, before = set(ring), set[UUID]()
    near = [one for one in ups if one.voter in members or one.author in members]
    while members != before:
        before = set(members)
        cast, got, inside_cast, inside_got = Counter[UUID](), Counter[UUID](), Counter[UUID](), Counter[UUID]()
        for one in near:
            cast[one.voter] += 1
            got[one.author] += 1
            if one.voter in members and one.author in members:
                inside_cast[one.voter] += 1
                inside_got[one.author] += 1
        members = {
            who
            for who in members
            if inside_cast[who] >= max(EACH, INSIDE * cast[who]) and inside_got[who] >= max(EACH, INSIDE * got[who])
        }
    return members
