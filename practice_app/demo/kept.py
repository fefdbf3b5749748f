"""One take that was kept, with real sound in S3 and what the ear really says of it."""

import json
import logging
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from practice_app.database import system_transaction, transaction
from practice_app.demo import sound
from practice_app.demo.people import ANN
from practice_app.errors import Unavailable
from practice_app.ids import new_id
from practice_app.models import Analysis, Recording, RecordingStatus
from practice_app.services import practice
from practice_app.services.practice import SessionDraft
from practice_app.services.shared import storage

log = logging.getLogger(__name__)
NOTE = "One phrase, four times, each a little louder. Kept to compare in a month."
MEASURED = ("version", "clock_s", "played_s", "metrics", "curves", "spans", "parameters")


def keep_a_take(user_id: UUID) -> bool:
    """Give Ann a short session with a take she kept; ``False`` when S3 or the ear can't be reached."""
    with transaction(user_id) as db:
        query = select(Recording.id).where(col(Recording.user_id) == user_id, col(Recording.keep).is_(True))
        if db.exec(query).first():
            return True
    wav = sound.take()
    document = _listen(wav)
    if document is None:
        return False
    keys = [storage.random_key("audio/wav"), storage.random_key("application/json", "outlines")]
    try:
        storage.put(keys[0], wav, "audio/wav")
        storage.put(keys[1], sound.outline(wav), "application/json")
    except Unavailable:
        return False
    _store(user_id, document, keys, len(wav))
    return True


def _listen(wav: bytes) -> dict[str, Any] | None:
    """Ask the ear as anyone can, by its command line: the house never imports the workers."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(wav)
        file.flush()
        command = [sys.executable, "-m", "workers.analysis", file.name, "--json"]
        command += ["--target-bpm", str(sound.BPM), "--instrument", "violin"]
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(command, capture_output=True, cwd=root, check=False)
    if done.returncode:
        log.warning("the ear said nothing: %s", done.stderr.decode(errors="replace")[-300:])
        return None
    heard: dict[str, Any] = json.loads(done.stdout)
    return heard


def _store(user_id: UUID, document: dict[str, Any], keys: list[str], size: int) -> None:
    """Write down the session, its recording and what was heard; it ended five minutes ago."""
    ended = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    draft = SessionDraft(
        started_at=ended - timedelta(seconds=document["clock_s"]),
        ended_at=ended,
        timezone=ANN.timezone,
        instrument="violin",
        focus=["tone"],
        target_bpm=sound.BPM,
        self_rating=4,
        note=NOTE,
        client_updated_at=ended,
    )
    with transaction(user_id) as db:
        row = practice.create(db, user_id, draft)
    recording = Recording(
        session_id=row.id,
        user_id=user_id,
        mime_type="audio/wav",
        keep=True,
        status=RecordingStatus.READY,
        object_key=keys[0],
        waveform_key=keys[1],
        bytes=size,
        duration_s=document["clock_s"],
    )
    with system_transaction() as db:
        db.add(recording)
        db.flush()
        values = {name: document[name] for name in MEASURED}
        ids = {"id": new_id(), "recording_id": recording.id, "session_id": row.id, "user_id": user_id}
        db.execute(insert(Analysis).values(**ids, **values, created_at=ended))
        practice.refresh_played(db, row.id)
        practice.changed(db, user_id, [row.id])
