"""Practice partners: who looks for one, who fits, who asks whom."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.http.origin import address
from practice_app.services import partners
from practice_app.services.partners import AnswerDraft, AskDraft, FoundRow, LookingRow, PartnerDraft, RequestRow
from practice_app.services.shared.paging import Page

router = APIRouter(tags=["partners"])


@router.get("/partners/me", response_model=LookingRow)
def show_what_one_looks_for(who: CurrentUser, db: OwnTransaction) -> Response:
    """Show what one said oneself; 404 for who doesn't look for a partner, or not any more."""
    return answer(partners.mine(db, who.id))


@router.put("/partners/me", response_model=LookingRow)
def look_for_partner(body: PartnerDraft, who: CurrentUser, db: OwnTransaction) -> Response:
    """Look for a partner, or say it otherwise; it ends by itself after 30 days without a look.

    `contact` is shown to those alone with whom one agrees. Who is under age: 403 `guardian_allows` unless a guardian
    allows it, and then they meet others under age alone.
    """
    return answer(partners.put(db, who.id, body))


@router.delete("/partners/me", status_code=204)
def look_no_more(who: CurrentUser, db: OwnTransaction) -> None:
    """Look no more: what one wrote is gone, and with it what was asked and agreed on."""
    partners.stop(db, who.id)


@router.get("/partners", response_model=Page[FoundRow])
def find_partners(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List who fits, the best first, 50 at most, and why in the reader's language; nobody to who doesn't look."""
    return answer(Page(partners.found(db, who.id, address(request)), None))


@router.post("/partners/{user_id}/ask", status_code=201, response_model=RequestRow)
def ask_partner(user_id: UUID, body: AskDraft, who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """Ask somebody who is found; ten a day. Where one of the two has asked already: 409 `asked_already`."""
    return answer(partners.ask(db, who.id, user_id, body, address(request)), 201)


@router.get("/partners/requests", response_model=Page[RequestRow])
def list_partner_requests(who: CurrentUser, db: OwnTransaction, request: Request) -> Response:
    """List what one asked (`mine`) and was asked, the newest first; `contact` once both agreed."""
    return answer(Page(partners.requests(db, who.id, address(request)), None))


@router.post("/partners/requests/{partner_request_id}", response_model=RequestRow)
def answer_partner(
    partner_request_id: UUID, body: AnswerDraft, who: CurrentUser, db: OwnTransaction, request: Request
) -> Response:
    """Say whether one would like to; saying no later ends what was agreed on."""
    return answer(partners.answer(db, who.id, partner_request_id, accept=body.accept, origin=address(request)))


@router.delete("/partners/requests/{partner_request_id}", status_code=204)
def end_partner_request(partner_request_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Take back what one asked, or end what was agreed on."""
    partners.end(db, who.id, partner_request_id)
