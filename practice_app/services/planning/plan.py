"""A plan for today: what is there to practise, looked up; how it is put together stands in `steps.py`."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session

from practice_app.services.accounts import itself
from practice_app.services.planning import steps
from practice_app.services.planning.due import due_among
from practice_app.services.planning.history import History, Subject, Worked, day_of_last, history, whole
from practice_app.services.planning.neglected import RESTING, neglected_among
from practice_app.services.planning.overlaps import without_covered
from practice_app.services.planning.steps import Material, Step
from practice_app.services.progress import here

LEAST, MOST = 5, 240


class Wanted(BaseModel):
    """How long somebody wants to practise."""

    minutes: Annotated[int, Field(ge=LEAST, le=MOST)]


@dataclass(frozen=True)
class Plan:
    """What is proposed for a day, the player's own."""

    day: date
    steps: list[Step]


def proposed(db: Session, who: UUID, wanted: Wanted) -> Plan:
    """Propose what to do with so many minutes; who wants no reviews gets none of what is due."""
    user = itself(db, who)
    today = here(db, who, user.timezone).today
    known = _material(history(db, who), today, reviews=user.reviews)
    return Plan(today, steps.plan(wanted.minutes, known, today))


def _material(found: History, today: date, *, reviews: bool) -> Material:
    awake = [one for one in found.known if one.subject.status != RESTING]
    due = due_among(found.known, today) if reviews else []
    rest = [one for one in awake if one.standing and not (reviews and one.standing.due_on <= today)]
    return Material(
        due=due,
        later=without_covered(sorted(rest, key=_soonest if reviews else _newest)),
        new=_new(awake),
        neglected=neglected_among(found, today),
        whole=_whole(found),
        reviews=reviews,
    )


def _soonest(one: Worked) -> tuple[date, UUID]:
    return one.standing.due_on if one.standing else date.max, one.subject.id


def _newest(one: Worked) -> tuple[int, UUID]:
    day = day_of_last(one.runs) or date.min
    return -day.toordinal(), one.subject.id


def _new(known: list[Worked]) -> list[Worked]:
    """What was never practised: of the piece written down last, from its beginning."""
    by_bars = sorted(
        (one for one in known if not one.runs), key=lambda one: (one.bars or (math.inf, 0), one.subject.id)
    )
    return sorted(by_bars, key=lambda one: one.piece_id, reverse=True)


_READY = ("performing", "polishing")
"""What is played through rather than anything else."""


def _whole(found: History) -> Subject | None:
    """The piece to play through: the one that is nearest to being heard, else the one practised last."""
    by_piece = {one.piece_id: one.subject for one in found.known if found.by_piece.get(one.piece_id)}
    ranked = [
        (_rank(subject.status), max(run.day for run in found.by_piece[piece]), piece)
        for piece, subject in by_piece.items()
    ]
    return whole(by_piece[max(ranked)[2]]) if ranked else None


def _rank(status: str) -> int:
    return len(_READY) - _READY.index(status) if status in _READY else -1 if status == RESTING else 0
