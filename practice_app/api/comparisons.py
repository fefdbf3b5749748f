"""Two kept recordings laid side by side."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.problems import language_of
from practice_app.services import comparisons
from practice_app.services.comparisons import ComparisonDraft, ComparisonRow

router = APIRouter(tags=["comparisons"])


@dataclass(frozen=True)
class Asked:
    """Which comparison it is."""

    id: UUID


@router.post("/comparisons", status_code=202, response_model=Asked)
def compare(body: ComparisonDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Have two kept recordings laid side by side; the same two again are the same comparison."""
    return answer(Asked(comparisons.ask(db, who.id, body)), 202)


@router.get("/comparisons/{comparison_id}", response_model=ComparisonRow)
def get_comparison(comparison_id: UUID, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Show how far it is: which second is which (``path``, seconds of ``a`` and of ``b``), and what is different."""
    return answer(comparisons.show(db, who.id, comparison_id, language_of(request)))
