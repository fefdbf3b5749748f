"""A plan for some minutes, put together from what is due, new and loved. Pure: the same history gives the same plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from practice_app.locales import msg
from practice_app.services.planning import tempos
from practice_app.services.planning.due import ProposalRow, is_problem, named, next_by_rating, proposal
from practice_app.services.planning.history import Subject, Worked
from practice_app.services.planning.words import Said, as_it_is, said

LEAST_MIN = 3
"""A passage gets at least so long, where there is so much time."""
PLAY_THROUGH_FROM = 20
NEW_FROM = 12
NEW_MIN = 10
MOST_NEW, MOST_NEGLECTED, MOST_LATER = 3, 2, 3
STRETCHED = 2
"""A passage gets at most so many times what it usually has; more gains little on one day."""
LEAST_FREE_MIN = 5
SCALES_BPM = 60.0
SLOWLY = msg("Three times so slowly that nothing slips; only then a little faster.")
AS_IT_COMES = msg("Once as it comes, then what was not yet right, then once more.")


@dataclass(frozen=True)
class Step:
    """One thing to do, for so many minutes. ``next_on``: when it would come back, by how it is rated (1 to 5)."""

    kind: str
    title: Said
    minutes: int
    how: Said
    why: Said
    piece_id: UUID | None = None
    section_id: UUID | None = None
    piece_title: str = ""
    section_title: str = ""
    bpm: float | None = None
    next_on: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class Material:
    """What a plan is made of, each with what comes first in front.

    ``due``: its day has come; ``later``: practised, and not due; ``new``: never practised; ``neglected``: not for long;
    ``whole``: a piece to play through. Without ``reviews`` nothing is due.
    """

    due: list[Worked]
    later: list[Worked]
    new: list[Worked]
    neglected: list[ProposalRow]
    whole: Subject | None
    reviews: bool = True


def plan(minutes: int, known: Material, today: date) -> list[Step]:
    """Fill exactly so many minutes: warm-up, what is due, something new, a play-through; most of it for what is due."""
    if not (known.due or known.later or known.new or known.neglected):
        return _fitted(_without_repertoire(minutes), minutes)
    first = _warm_up(minutes)
    last = [_play_through(known.whole, minutes)] if known.whole and minutes >= PLAY_THROUGH_FROM else []
    left = minutes - first.minutes - sum(step.minutes for step in last)
    return [first, *_middle(known, left, today), *last]


def _middle(known: Material, minutes: int, today: date) -> list[Step]:
    """Fill the time between warm-up and play-through; what is too long for the passages there are is free."""
    pool = _pool(known, today, minutes // LEAST_MIN + 1)
    fresh = _new_work(known, minutes, today, alone=not pool)
    passages = _as_many_as_fit(pool, minutes - sum(step.minutes for step in fresh))
    chosen = [*passages, *fresh]
    free = minutes - sum(STRETCHED * step.minutes for step in chosen)
    if free < LEAST_FREE_MIN:
        return _fitted(chosen, minutes)
    return [*_fitted(chosen, minutes - free), _free(free)]


def _pool(known: Material, today: date, most: int) -> list[Step]:
    """What was practised before: first what is due, then what was neglected, then what comes next."""
    due = [_due(one, today) for one in known.due[:most]]
    pieces = {one.piece_id for one in known.due}
    neglected = [_neglected(row) for row in known.neglected if row.piece_id not in pieces][:MOST_NEGLECTED]
    taken = {(step.piece_id, step.section_id) for step in neglected}
    later = [one for one in known.later if not taken & {(one.piece_id, one.subject.section_id), (one.piece_id, None)}][
        :MOST_LATER
    ]
    return [*due, *neglected, *(_later(one, today, reviews=known.reviews) for one in later)]


def _share(minutes: int, share: float, least: int, most: int) -> int:
    return min(most, max(least, round(minutes * share)))


def _warm_up(minutes: int) -> Step:
    return Step(
        "warm_up",
        said(msg("Warm-up")),
        _share(minutes, 0.15, 1, 10),
        said(msg("Long notes or scales, slow and easy.")),
        said(msg("Hands, breath and ears wake up before anything hard.")),
    )


def _play_through(piece: Subject | None, minutes: int) -> Step:
    title = as_it_is(piece.piece_title) if piece else said(msg("Something you love"))
    names: dict[str, Any] = {} if piece is None else {"piece_id": piece.piece_id, "piece_title": piece.piece_title}
    return Step(
        "play_through",
        title,
        _share(minutes, 0.15, 3, 15),
        said(msg("From the first bar to the last, without stopping, whatever happens.")),
        said(msg("To hear it as a whole, and to end with music.")),
        **names,
    )


def _new_work(known: Material, minutes: int, today: date, *, alone: bool) -> list[Step]:
    """Something never practised, if there is any and time for it; several where nothing else is there."""
    if alone:
        return [_new(one, NEW_MIN, today, known) for one in known.new[: max(1, minutes // NEW_MIN)][:MOST_NEW]]
    if minutes < NEW_FROM:
        return []
    return [_new(one, _share(minutes, 0.25, LEAST_MIN, 20), today, known) for one in known.new[:1]]


def _new(one: Worked, minutes: int, today: date, known: Material) -> Step:
    subject = one.subject
    return Step(
        "new",
        **_naming(subject),
        minutes=minutes,
        how=said(msg("A few bars at a time, slowly enough that they are right. Leave out what is too much for today.")),
        why=said(msg("New: not practised yet.")),
        bpm=tempos.at_first(subject.current_bpm, subject.target_bpm),
        next_on=next_by_rating(one, today) if known.reviews else [],
    )


def _free(minutes: int) -> Step:
    return Step(
        "free",
        said(msg("Free time")),
        minutes,
        said(msg("Read something new, improvise, or go back to what was not done yet. Rest when you are tired.")),
        said(msg("Longer than this one passage gains little on one day.")),
    )


def _as_many_as_fit(steps: list[Step], minutes: int) -> list[Step]:
    """Leave out the least urgent ones until each has about the time it usually takes."""
    chosen: list[Step] = []
    for step in steps:
        if chosen and sum(one.minutes for one in chosen) + LEAST_MIN > minutes:
            break
        chosen.append(step)
    return chosen


def _due(one: Worked, today: date) -> Step:
    row = proposal(one)
    problem = one.standing is not None and is_problem(one.standing)
    how = said(SLOWLY if problem else AS_IT_COMES)
    return Step(
        "due",
        **_naming(one.subject),
        minutes=row.minutes,
        how=how,
        why=row.why,
        bpm=row.bpm,
        next_on=next_by_rating(one, today),
    )


def _later(one: Worked, today: date, *, reviews: bool) -> Step:
    step = _due(one, today)
    if one.standing is None or not reviews:
        day = one.standing.last.day if one.standing else today
        return replace(
            step, kind="work", why=said(msg("You are working on it; the last time was {day}."), day=day), next_on=[]
        )
    why = said(msg("Not due yet; it comes next, on {day}."), day=one.standing.due_on)
    return replace(step, kind="soon", why=why)


def _neglected(row: ProposalRow) -> Step:
    return Step(
        "neglected",
        as_it_is(row.title),
        row.minutes,
        said(SLOWLY),
        row.why,
        row.piece_id,
        row.section_id,
        row.piece_title,
        row.section_title,
        row.bpm,
    )


def _naming(subject: Subject) -> dict[str, Any]:
    return named(subject) | {"title": as_it_is(subject.title)}


def _without_repertoire(minutes: int) -> list[Step]:
    """A sensible plan for who has written down no piece yet."""
    scales = Step(
        "technique",
        said(msg("Scales and arpeggios")),
        _share(minutes, 0.3, 1, 20),
        said(msg("Two keys, one slow and one less so; listen to every note.")),
        said(msg("What every piece is made of.")),
        bpm=SCALES_BPM,
    )
    piece = Step(
        "new",
        said(msg("A piece of your choice")),
        _share(minutes, 0.45, 1, 200),
        said(msg("Take four bars that are hard for you: slowly, then a little faster. Then the next four.")),
        said(msg("Write it down among your pieces, and the next plan knows it.")),
    )
    return [_warm_up(minutes), scales, piece, *([_play_through(None, minutes)] if minutes >= PLAY_THROUGH_FROM else [])]


def _fitted(steps: Sequence[Step], minutes: int) -> list[Step]:
    """Give the steps exactly so many minutes together, each its part of them and none less than one."""
    kept = list(steps[:minutes])
    total = sum(step.minutes for step in kept)
    spare = minutes - len(kept)
    exact = [step.minutes / total * spare for step in kept]
    given = [int(part) for part in exact]
    by_rest = sorted(range(len(kept)), key=lambda n: (given[n] - exact[n], n))
    for n in by_rest[: spare - sum(given)]:
        given[n] += 1
    return [replace(step, minutes=1 + more) for step, more in zip(kept, given, strict=True)]
