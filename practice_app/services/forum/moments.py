"""Seconds of one's own practice, shown in what one writes: what sounded in them, and of the session nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import insert, text
from sqlmodel import Session

from practice_app.errors import Invalid, NotFound
from practice_app.locales import clock, msg
from practice_app.models import ForumMoment
from practice_app.models.columns import now
from practice_app.services import analysis, journal
from practice_app.services.forum import sounding
from practice_app.services.forum.drafts import Strict
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas, rates

LONGEST_S = 600
LIMIT = "60/hour"
BEYOND = msg("Choose seconds of the session, ten minutes at most.")
Second = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]


class MomentDraft(Strict):
    """From where to where of which session, in seconds of its clock."""

    session_id: UUID
    start_s: Second
    end_s: Second


@dataclass(frozen=True)
class MomentMade:
    """A moment, and how it stands in a text."""

    id: UUID
    markdown: str


@dataclass(frozen=True)
class MomentRow:
    """What of a moment everybody sees: how long, how much of it sounded and when; ``played_s`` is null when unheard.

    ``levels``: how loud it was. ``sound``: where it is heard: ``ready``, ``coming``, or ``none`` for good.
    """

    id: UUID
    seconds: float
    played_s: float | None
    spans: list[dict[str, Any]]
    levels: dict[str, Any]
    sound: str
    mine: bool


def make_moment(db: Session, who: UUID, draft: MomentDraft) -> MomentMade:
    """Let seconds of a session of one's own be shown; raise ``NotFound`` for another's, ``Invalid`` for no seconds."""
    session = require(db, who, Permission.SESSION_CHANGE, draft.session_id)
    if not draft.start_s < draft.end_s <= session.clock_s + 1 or draft.end_s - draft.start_s > LONGEST_S:
        raise Invalid("end_s", BEYOND)
    rates.spend(LIMIT, "moment", str(who))
    heard = analysis.of_session(db, who, draft.session_id)
    spans = analysis.parts(heard.spans, draft.start_s, draft.end_s)
    told = [{name: one[name] for name in ("kind", "start_s", "end_s")} for one in spans]
    played = sum(one["end_s"] - one["start_s"] for one in told if one["kind"] == "playing")
    row = ForumMoment(user_id=who, **draft.model_dump(), spans=told)
    row.played_s = round(played, 3) if heard.played_s is not None else None
    row.levels = journal.levels(analysis.curves_within(heard.curves, draft.start_s, draft.end_s))
    row.recording_id = sounding.recording_of(db, row)
    quotas.one_at_a_time(db, who)
    db.execute(insert(ForumMoment).values({name: getattr(row, name) for name in _MADE}))
    if row.recording_id:
        sounding.enqueue(db, row)
    return MomentMade(row.id, f"![{clock(int(draft.start_s))}–{clock(int(draft.end_s))}](moment:{row.id})")


_MADE = ("id", "user_id", "session_id", "start_s", "end_s", "played_s", "spans", "levels", "recording_id", "created_at")


def moments(db: Session, ids: Sequence[UUID]) -> list[MomentRow]:
    """Those of these moments that are still shown, in this order."""
    if not ids:
        return []
    found = db.execute(text("SELECT * FROM app_forum_moments(CAST(:ids AS uuid[]))"), {"ids": list(ids)})
    rows = {row.id: MomentRow(**row._mapping) for row in found}
    return [rows[one] for one in dict.fromkeys(ids) if one in rows]


def moment(db: Session, moment_id: UUID) -> MomentRow:
    """Show one to whoever is signed in; raise ``NotFound`` when it was taken back, or went with its session."""
    found = moments(db, [moment_id])
    if not found:
        raise NotFound()
    return found[0]


def revoke_moment(db: Session, who: UUID, moment_id: UUID) -> None:
    """Show it no more, wherever it stands."""
    row: ForumMoment = require(db, who, Permission.MOMENT_CHANGE, moment_id)
    row.revoked_at = row.revoked_at or now()
