"""What was heard in many sessions, without what is only drawn: no curves, no spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlmodel import Session

from practice_app.services.analysis import merge
from practice_app.services.analysis.merge import Document, Heard
from practice_app.services.shared.access import visible_sql

_HEARD = text(
    "SELECT DISTINCT ON (a.recording_id) a.session_id, r.offset_s, a.clock_s, a.played_s, a.metrics, a.repeats"
    " FROM analyses a JOIN recordings r ON r.id = a.recording_id"
    f" WHERE {visible_sql('a')} AND a.session_id IN :ids"
    " ORDER BY a.recording_id, a.created_at DESC, a.id DESC"
).bindparams(bindparam("ids", expanding=True))


@dataclass(frozen=True)
class HeardBrief:
    """The figures and drills of a session, on its clock; ``recorded_s``: how much of it was heard."""

    recorded_s: float
    metrics: list[Document]
    repeats: list[Document]


def heard_in(db: Session, who: UUID, sessions: Sequence[UUID]) -> dict[UUID, HeardBrief]:
    """Tell of those of one's own sessions in which something was heard; of each take its newest analysis counts."""
    if not sessions:
        return {}
    takes: dict[UUID, list[Heard]] = {}
    for row in db.execute(_HEARD, {"user_id": who, "ids": list(sessions)}):
        take = Heard(row.offset_s, row.clock_s, row.played_s, row.metrics, [], [], repeats=row.repeats)
        takes.setdefault(row.session_id, []).append(take)
    return {session_id: _brief(heard) for session_id, heard in takes.items()}


def _brief(heard: list[Heard]) -> HeardBrief:
    return HeardBrief(sum(take.clock_s for take in heard), merge.metrics(heard), merge.repeats(heard))
