"""Recommendations: what the last weeks suggest."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser
from practice_app.api.shared.problems import language_of
from practice_app.database import transaction
from practice_app.services import advice
from practice_app.services.advice import RecommendationRow
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["progress"])


@router.get("/progress/recommendations", response_model=Page[RecommendationRow])
def list_recommendations(request: Request, who: CurrentUser) -> Response:
    """List what is worth a try now, at most three, with what it rests on; in the language that is asked for."""
    with transaction(who.id) as db:
        return answer(Page(advice.recommendations(db, who.id, language_of(request)), None))


@router.post("/progress/recommendations/{advice_id}/dismiss", status_code=204)
def dismiss_recommendation(advice_id: UUID, who: CurrentUser) -> None:
    """Wave a recommendation away for four weeks; once more changes nothing."""
    with transaction(who.id) as db:
        advice.dismiss(db, who.id, advice_id)
