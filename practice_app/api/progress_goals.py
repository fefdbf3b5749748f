"""Weekly goals."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.database import transaction
from practice_app.services import awards, progress
from practice_app.services.progress import GoalDraft, GoalRow, InstrumentName
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["progress"])
Instrument = Annotated[InstrumentName, Path(description="`all`: whatever was played on")]


def _accepted(request: Request) -> str:
    return request.headers.get("accept-language", "")


@router.get("/goals", response_model=Page[GoalRow])
def list_goals(who: CurrentUser, request: Request) -> Response:
    """List one's goals, each with what was practised this week, all at once."""
    with transaction(who.id) as db:
        return answer(Page(progress.own_goals(db, who.id, _accepted(request)), None))


@router.put("/goals/{instrument}", response_model=GoalRow)
def set_goal(instrument: Instrument, body: GoalDraft, who: CurrentUser, request: Request) -> Response:
    """Set the goal for an instrument (`all`: for everything together); rest days are weekdays, 0 is Monday."""
    with transaction(who.id) as db:
        goal = progress.put_goal(db, who.id, instrument, body, _accepted(request))
        awards.look_again(db, who.id)
        return answer(goal)


@router.delete("/goals/{instrument}", status_code=204)
def delete_goal(instrument: Instrument, who: CurrentUser) -> None:
    """Take a goal away."""
    with transaction(who.id) as db:
        progress.delete_goal(db, who.id, instrument)
        awards.look_again(db, who.id)
