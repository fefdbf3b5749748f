"""People and what they practised, put straight into the database."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import Analysis, Award, Job, JobKind, Merit, PushSubscription, Recording, User
from practice_app.services import practice
from practice_app.services.practice.drafts import SessionDraft
from practice_app.services.practice.rows import SessionRow


def person(name: str, timezone: str = "UTC") -> UUID:
    """Make somebody."""
    user = User(display_name=name, timezone=timezone)
    with system_transaction() as db:
        db.add(user)
    return user.id


def session(user_id: UUID, start: datetime, minutes: float = 30, **more: Any) -> SessionRow:
    """Let somebody practise."""
    draft = SessionDraft(started_at=start, ended_at=start + timedelta(minutes=minutes), **{"timezone": "UTC"} | more)
    with transaction(user_id) as db:
        return practice.create(db, user_id, draft)


def take(row: SessionRow, user_id: UUID, status: str = "ready", offset_s: float = 0, **more: Any) -> UUID:
    """Let there be a recording of a session."""
    recording = Recording(
        session_id=row.id,
        user_id=user_id,
        mime_type="audio/webm",
        object_key=str(new_id()),
        status=status,
        offset_s=offset_s,
        **more,
    )
    with system_transaction() as db:
        db.add(recording)
        db.flush()
        if status in ("queued", "processing"):
            db.add(_job(recording))
    return recording.id


def _job(recording: Recording) -> Job:
    """What stands in the table of jobs for a recording that waits or is being analysed."""
    work_s = recording.length_s and recording.length_s * (5 if recording.kind == "video" else 1)
    token = new_id() if recording.status == "processing" else None
    about = {"user_id": recording.user_id, "recording_id": recording.id}
    return Job(kind=JobKind.ANALYSIS, status=recording.status, work_s=work_s, claim_token=token, **about)


KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth_secret": "BTBZMqHH6r4Tts7J_aSIgg",
}
"""Those of a browser, from the example of RFC 8291."""


def pushed_to(user_id: UUID, device_id: UUID, endpoint: str = "", **more: Any) -> PushSubscription:
    """Where a push reaches a device of somebody's."""
    address = endpoint or f"https://fcm.googleapis.com/fcm/send/{new_id()}"
    return PushSubscription(user_id=user_id, device_id=device_id, endpoint=address, **KEYS | more)


def job_of(recording_id: UUID) -> Job:
    """Give the job of a recording."""
    with system_transaction() as db:
        return db.exec(select(Job).where(Job.recording_id == recording_id)).one()


def metric(key: str, value: float | None, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    """One figure as the worker writes it."""
    return {"key": key, "value": value, "unit": "x", "confidence": confidence, "reason": None, "evidence": []} | more


def heard(row: SessionRow, user_id: UUID, recording_id: UUID, clock_s: float, played_s: float, **more: Any) -> None:
    """Let the worker have heard a recording."""
    values = {
        "metrics": [metric("played_s", played_s)],
        "spans": [{"kind": "playing", "start_s": 0.0, "end_s": played_s}],
        "curves": [],
        "version": "1",
        "created_at": datetime.now(UTC),
    }
    analysis = Analysis(
        recording_id=recording_id,
        session_id=row.id,
        user_id=user_id,
        clock_s=clock_s,
        played_s=played_s,
        **values | more,
    )
    with system_transaction() as db:
        db.add(analysis)
        db.flush()
        practice.refresh_played(db, row.id)
        practice.changed(db, user_id, [row.id])


def merits(row: SessionRow, user_id: UUID) -> list[Any]:
    """What a session counts, and what is earned by it."""
    told = {"ended_at": row.ended_at, "local_day": row.local_day, "counted_s": row.clock_s, "weight": 1, "hour": 17}
    return [
        Merit(session_id=row.id, user_id=user_id, **told),
        Award(user_id=user_id, key="sessions", tier=1, earned_at=row.ended_at),
    ]
