"""What ends by itself: to look for a partner, an ask, and what was agreed on, once nobody looks at it any more."""

from datetime import timedelta
from typing import Final

from sqlalchemy import CursorResult, delete
from sqlmodel import col

from practice_app.database import system_transaction
from practice_app.models import PartnerProfile, PartnerRequest
from practice_app.models.columns import now
from practice_app.services.shared.steps import step

AFTER: Final = timedelta(days=30)
"""`alembic/partner_rules.py` says it too."""
NOTED_EVERY: Final = timedelta(days=1)


@step
def sweep() -> int:
    """Let go of what has ended, and tell how much that was."""
    gone = 0
    with system_transaction() as db:
        for kind in (PartnerRequest, PartnerProfile):
            done = db.execute(delete(kind).where(col(kind.touched_at) <= now() - AFTER))
            assert isinstance(done, CursorResult)
            gone += done.rowcount
    return gone
