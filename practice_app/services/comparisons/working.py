"""A comparison as a job: begun, ended with what was found or with why nothing was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Analysis, Comparison, ComparisonStatus, Job, Recording, Section, SessionItem
from practice_app.models.columns import now
from practice_app.services.shared import events, jobs
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.steps import step

GONE = "gone"
HEARD = ("metrics", "curves", "spans", "repeats")


@dataclass(frozen=True)
class Comparing:
    """A comparison that is ours to do: where both recordings lie, what was heard in each, which bars both are of."""

    claim: Claim
    keys: tuple[str, str]
    heard: tuple[dict[str, Any] | None, dict[str, Any] | None]
    bars: tuple[int, int] | None


@step
def begin(claim: Claim) -> Comparing | None:
    """Give what a worker needs to know; ``None``: it is not ours any more, or there is nothing left to compare."""
    with system_transaction() as db:
        query = select(Comparison).join(Job, col(Job.comparison_id) == Comparison.id).where(claims.ours(claim))
        comparison = db.exec(query).first()
        if comparison is None:
            return None
        takes = [db.get_one(Recording, one) for one in (comparison.a_id, comparison.b_id)]
        keys = [take.rendition_key or take.object_key for take in takes if take.media_deleted_at is None]
        heard = [_heard(db, take.id) for take in takes]
        bars = _bars(db, takes)
    if len(keys) < 2:
        fail(claim, GONE)
        return None
    _tell(claim, ComparisonStatus.PROCESSING)
    return Comparing(claim, (keys[0], keys[1]), (heard[0], heard[1]), bars)


def _heard(db: Session, recording_id: UUID) -> dict[str, Any] | None:
    query = select(Analysis).where(Analysis.recording_id == recording_id)
    found = db.exec(query.order_by(col(Analysis.created_at).desc(), col(Analysis.id).desc())).first()
    return {name: getattr(found, name) for name in HEARD} if found else None


def _bars(db: Session, takes: list[Recording]) -> tuple[int, int] | None:
    """The bars of the one section that both sessions were about, if it says which they are."""
    named = [list(db.exec(select(SessionItem.section_id).where(SessionItem.session_id == t.session_id))) for t in takes]
    if len(named[0]) != 1 or named[0] != named[1] or named[0][0] is None:
        return None
    section = db.get(Section, named[0][0])
    if section is None or section.deleted_at or section.bar_start is None or section.bar_end is None:
        return None
    return section.bar_start, section.bar_end


@step
def finish(claim: Claim, found: dict[str, Any]) -> bool:
    """Store what was found and end the job, in one transaction; ``False``: it was not ours any more."""
    shows = {"status": ComparisonStatus.READY, "found": found, "updated_at": now()}
    with system_transaction() as db:
        if not jobs.finish(db, claim, shows):
            return False
    _tell(claim, ComparisonStatus.READY)
    return True


@step
def fail(claim: Claim, failure: str) -> None:
    """It could not be done; whose it is may ask again."""
    shows = {"status": ComparisonStatus.FAILED, "failure": failure, "updated_at": now()}
    with system_transaction() as db:
        failed = jobs.fail(db, claim, failure, shows)
    if failed:
        _tell(claim, ComparisonStatus.FAILED)


def _tell(claim: Claim, status: ComparisonStatus) -> None:
    events.comparison_changed(claim.user_id, claim.subject_id, status)
