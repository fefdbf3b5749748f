"""What to practise next: what is due, what is neglected, and a plan."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, asking
from practice_app.api.shared.problems import written_for
from practice_app.database import transaction
from practice_app.services import planning
from practice_app.services.planning import ProposalRow, Said, Step, Wanted

router = APIRouter(tags=["progress"])


class Proposal(BaseModel):
    """Something to practise, and why, in the reader's language; days are the player's own."""

    piece_id: UUID
    section_id: UUID | None
    title: str
    piece_title: str
    section_title: str
    due_on: date
    last_practised_on: date | None
    why: str
    minutes: int
    bpm: float | None


class Proposals(BaseModel):
    """Proposals, the most urgent first."""

    items: list[Proposal]
    next_cursor: str | None = None


class PlanStep(BaseModel):
    """A step of a plan. ``next_on``: when it would come back, if rated 1 to 5 today; empty for what doesn't."""

    kind: str
    piece_id: UUID | None
    section_id: UUID | None
    title: str
    piece_title: str
    section_title: str
    minutes: int
    bpm: float | None
    how: str
    why: str
    next_on: list[date]


class PlanAnswer(BaseModel):
    """Steps that add up to the minutes asked for, for a day of the player's own."""

    day: date
    steps: list[PlanStep]


@router.get("/progress/due", response_model=Proposals)
def due(request: Request) -> Response:
    """List what is due for review today, the most urgent first; nothing for who has switched reviews off."""
    with asking(request) as (who, db):
        return _proposals(request, planning.due(db, who.id))


@router.get("/progress/neglected", response_model=Proposals)
def neglected(request: Request) -> Response:
    """List what was not practised for much longer than it usually waits, the longest one first."""
    with asking(request) as (who, db):
        return _proposals(request, planning.neglected(db, who.id))


@router.post("/progress/plan", response_model=PlanAnswer)
def plan(body: Wanted, who: CurrentUser, request: Request) -> Response:
    """Propose what to do with so many minutes."""
    with transaction(who.id) as db:
        proposed = planning.proposed(db, who.id, body)
    return answer({"day": proposed.day, "steps": [_in_words(request, step) for step in proposed.steps]})


def _proposals(request: Request, rows: list[ProposalRow]) -> Response:
    return answer({"items": [_in_words(request, row) for row in rows], "next_cursor": None})


def _in_words(request: Request, row: ProposalRow | Step) -> dict[str, Any]:
    """A row with its texts in the language of whoever asks, days as their region writes them."""
    language = written_for(request)
    return {
        name: planning.written(language, value) if isinstance(value, Said) else value
        for name, value in vars(row).items()
    }
