"""What of the matrix is about practice partners."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import PartnerProfile, PartnerRequest
from practice_app.services.shared.access import Permission
from tests.permission.standing import ALONE

ASKED = {
    Permission.PARTNER_REQUEST_READ: {"partner_request_id": ALONE | {"stranger"}},
    Permission.PARTNER_REQUEST_ANSWER: {"partner_request_id": ALONE},
}

PARTNERS = {
    "GET /partners/me": {},
    "PUT /partners/me": {
        "looking_for": ["duets"],
        "instruments": ["violin"],
        "languages": ["en"],
        "contact": "by the door",
    },
    "DELETE /partners/me": {},
    "GET /partners": {},
    "GET /partners/requests": {},
}
"""Endpoints that show whoever asks what is theirs, and who looks, too."""
ASKING = {
    "POST /partners/{user_id}/ask": {"text": "hello"},
    "POST /partners/requests/{partner_request_id}": {"accept": False},
    "DELETE /partners/requests/{partner_request_id}": None,
}
"""Endpoints about an ask: for the two."""


def looks(ann: UUID, mark: str) -> None:
    """Let her have looked for a partner, and nobody find her any more."""
    wishes = {"touched_at": datetime.now(UTC) - timedelta(days=40)}
    wishes |= {"looking_for": ["duets"], "instruments": ["violin"], "languages": ["en"], "timezone": "UTC"}
    with system_transaction() as db:
        db.merge(PartnerProfile(user_id=ann, about=mark, contact=mark, **wishes))


def nobody_else_looks(ann: UUID) -> None:
    """Let only her look, or have looked: others were let write down what they look for before."""
    with system_transaction() as db:
        db.execute(delete(PartnerProfile).where(col(PartnerProfile.user_id) != ann))


def asked_by(who, cast) -> None:
    """Let somebody have asked her."""
    row = PartnerRequest(id=new_id(), asker_id=who, asked_id=cast.ann, text="hello")
    with system_transaction() as db:
        db.add(row)
    cast.ids["partner_request_id"] = row.id
