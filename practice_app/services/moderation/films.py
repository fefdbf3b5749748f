"""Films in what waits for a moderator: they look at what they judge, whoever else sees it meanwhile."""

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.services.moderation.judging import OFFICES
from practice_app.services.shared.offices import require_office

_WAITING: Final = text(
    """
    SELECT f.rendition_key FROM forum_films f JOIN reports r ON r.about_id = f.user_id
       AND r.kind IN ('post', 'comment') AND strpos(r.excerpt, f.id::text) > 0
     WHERE f.id = :film AND f.status = 'ready' AND r.about_id <> :who AND (r.closed_at IS NULL OR EXISTS (
           SELECT 1 FROM measures m JOIN appeals a ON a.measure_id = m.id
            WHERE m.report_id = r.id AND a.decided_at IS NULL))
     LIMIT 1
    """
)


def film_in_question(db: Session, who: UUID, device: UUID, film_id: UUID) -> str:
    """Where a film lies that stands in an open case or appeal, for who holds an office; raise ``NotFound``."""
    require_office(db, who, device, *OFFICES)
    with as_system(db):
        key = db.scalar(_WAITING, {"film": film_id, "who": who})
    if key is None:
        raise NotFound()
    return str(key)
