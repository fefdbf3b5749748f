"""Makes what is kept equal to what somebody's history gives, in the transaction that changes it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.models import NotificationKind
from practice_app.services import progress
from practice_app.services.awards import earning, history, merits
from practice_app.services.awards.achievements import BY_TIER, Achievement
from practice_app.services.awards.quiet import is_quiet
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.telling import tell

AT_ONCE: Final = 200
"""Sessions that are written in one statement."""
ONE_BY_ONE: Final = 3
"""More titles than so many at once are told in one sentence."""
PAGE: Final = "/achievements"


def settle(db: Session, who: UUID, session_ids: Collection[UUID]) -> None:
    """Bring points and achievements to what these sessions are now; one at a time for each person.

    Nothing is added to a counter, so that it may be called twice, late and in any order.
    """
    if not session_ids:
        return
    if _known(db, who):
        _bring(db, who, list(session_ids))
    else:
        ready(db, who)


def settle_those_with(db: Session, who: UUID, *, piece_id: UUID | None = None, section_id: UUID | None = None) -> None:
    """The same for all sessions in which a piece or a section was worked on: its target is another one now."""
    named = db.scalars(_NAMING, {"user_id": who, "piece_id": piece_id, "section_id": section_id})
    if ids := list(named):
        settle(db, who, ids)


def ready(db: Session, who: UUID) -> None:
    """Work out what was practised before anything was counted, once: before it is read."""
    if not _known(db, who):
        progress.ready(db, who)
        _bring(db, who, _all(db, who))


def look_again(db: Session, who: UUID) -> None:
    """Bring achievements to what is so now that other days are rest days; sessions are what they were."""
    _bring(db, who, [])


def rebuild(db: Session, who: UUID) -> None:
    """Work everything of somebody's out from nothing."""
    db.execute(text(f"DELETE FROM merits m WHERE {visible_sql('m')}"), {"user_id": who})
    _bring(db, who, _all(db, who))


def _bring(db: Session, who: UUID, ids: list[UUID]) -> None:
    db.flush()
    db.execute(_LOCK, {"user_id": who})
    for start in range(0, len(ids), AT_ONCE):
        merits.refresh(db, who, ids[start : start + AT_ONCE])
    _keep(db, who, earning.earned(history.of(db, who)))


def _known(db: Session, who: UUID) -> bool:
    return db.scalar(_ANY, {"user_id": who}) is not None


def _all(db: Session, who: UUID) -> list[UUID]:
    return list(db.scalars(_ALL, {"user_id": who}))


def _keep(db: Session, who: UUID, earned: dict[Achievement, float]) -> None:
    one_by_one: Sequence[tuple[Achievement, float]] = list(earned.items())
    told = {
        "keys": [one.measure.value for one, _ in one_by_one],
        "tiers": [one.tier for one, _ in one_by_one],
        "moments": [datetime.fromtimestamp(at, UTC) for _, at in one_by_one],
    }
    fresh = [row for row in db.execute(_KEPT, {"user_id": who, **told}) if row.fresh]
    if fresh and not is_quiet(db, who):
        _tell(db, who, [BY_TIER[row.key, row.tier] for row in fresh])


def _tell(db: Session, who: UUID, earned: list[Achievement]) -> None:
    """Tell somebody what they earned; many at once, as what is brought along earns, in one sentence."""
    keys = ",".join(one.key for one in earned)
    if len(earned) > ONE_BY_ONE:
        tell(db, who, NotificationKind.TITLE_EARNED, keys, words="titles_earned", path=PAGE, n=len(earned))
        return
    for one in earned:
        tell(db, who, NotificationKind.TITLE_EARNED, one.key, path=PAGE, title=one.title)


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('awards ' || cast(:user_id AS text), 7))")
"""Of two who bring them about at once, each would miss what the other has not committed."""
_KEPT = text(
    "WITH now_so AS (SELECT * FROM unnest(CAST(:keys AS text[]), CAST(:tiers AS int[]),"
    " CAST(:moments AS timestamptz[])) AS t (key, tier, earned_at)),"
    " gone AS (UPDATE awards a SET revoked_at = now()"
    f" WHERE {visible_sql('a')} AND a.revoked_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM now_so n WHERE n.key = a.key AND n.tier = a.tier))"
    " INSERT INTO awards AS a (user_id, key, tier, earned_at, created_at)"
    " SELECT :user_id, key, tier, earned_at, now() FROM now_so"
    " ON CONFLICT (user_id, key, tier) DO UPDATE SET earned_at = excluded.earned_at, revoked_at = NULL"
    " WHERE a.revoked_at IS NOT NULL OR a.earned_at <> excluded.earned_at"
    " RETURNING a.key, a.tier, a.xmax = 0 AS fresh"
)
"""One statement: what is new comes, what came back is there again, what is gone is revoked, the rest is untouched."""
_NAMING = text(
    f"SELECT DISTINCT i.session_id FROM session_items i WHERE {visible_sql('i')}"
    " AND (i.piece_id = :piece_id OR i.section_id = :section_id)"
)
_ANY = text(f"SELECT 1 FROM merits m WHERE {visible_sql('m')} LIMIT 1")
_ALL = text(f"SELECT s.id FROM practice_sessions s WHERE {visible_sql('s')} AND s.deleted_at IS NULL")
