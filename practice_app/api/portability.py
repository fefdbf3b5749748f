"""Everything of one's own, to take along."""

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.http.origin import address
from practice_app.services import portability
from practice_app.services.portability import ExportRow

router = APIRouter(tags=["portability"])


@router.post("/me/export", status_code=202, response_model=ExportRow)
def ask_for_export(who: CurrentUser) -> Response:
    """Have everything of one's own written into one file; a new one takes the place of what is there."""
    return answer(portability.ask(who), 202)


@router.get("/me/export", response_model=ExportRow)
def my_export(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Tell how far the export is; when it is ready, where to fetch it."""
    found = answer(portability.shown(db, who.id, address(request)))
    found.headers["Cache-Control"] = "no-store"
    return found
