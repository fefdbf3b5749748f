"""A person's recordings, as they leave: what is known of each, and the media of those that are kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from practice_app.database import transaction
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.portable import Held, held, session_ids
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import ENDINGS

PLACES = ("object_key", "upload_id", "rendition_key", "waveform_key", "motion_key")
KEPT = "t.keep AND t.media_deleted_at IS NULL AND t.status IN ('queued', 'processing', 'ready', 'failed')"
FOLDER = "media"
_NAMING = f"t.id, t.mime_type, s.local_day, ({KEPT}) AS kept"


@dataclass(frozen=True)
class Medium:
    """A recording that is kept: where it lies here, and what it is called in an export.

    ``motion_key``: where lies what the phone on the bow arm felt beside it.
    """

    recording_id: UUID
    session_id: UUID
    kind: str
    key: str
    path: str
    bytes: int
    motion_key: str | None


def motion_path(path: str) -> str:
    """What is called what a phone on the bow arm felt, beside a recording of that name in an export."""
    return f"{path.rpartition('.')[0] or path}.motion"


def _recordings(who: UUID) -> Iterator[list[str]]:
    query = text(
        f"SELECT (to_jsonb(t) - CAST(:without AS text[]))::text AS told, {_NAMING} FROM recordings t"
        f" JOIN practice_sessions s ON s.id = t.session_id WHERE t.session_id = ANY(:sessions) AND {visible_sql('t')}"
        " ORDER BY t.session_id, t.offset_s, t.id"
    )
    for ids in session_ids(who, 100):
        with transaction(who) as db:
            rows = db.execute(query, {"user_id": who, "sessions": ids, "without": list(PLACES)}).all()
        yield [
            json.dumps(json.loads(row.told) | {"file": _path(row) if row.kept else None}, ensure_ascii=False)
            for row in rows
        ]


@step
def media(who: UUID, ids: list[UUID] | None = None) -> Iterator[list[Medium]]:
    """The recordings that are kept, of these sessions or all, newest first and a few at once."""
    query = text(
        "SELECT t.session_id, t.kind, t.object_key, coalesce(t.bytes, 0) AS bytes, t.motion_key,"
        f" {_NAMING} FROM recordings t"
        f" JOIN practice_sessions s ON s.id = t.session_id WHERE t.session_id = ANY(:sessions) AND {visible_sql('t')}"
        f" AND {KEPT} ORDER BY t.session_id, t.offset_s, t.id"
    )
    for batch in [ids] if ids is not None else session_ids(who, 100):
        with transaction(who) as db:
            rows = db.execute(query, {"user_id": who, "sessions": batch}).all()
        yield [_medium(row) for row in rows]


def _medium(row: Any) -> Medium:
    return Medium(row.id, row.session_id, row.kind, row.object_key, _path(row), row.bytes, row.motion_key)


def _path(row: object) -> str:
    """A name that sorts by day; of its type only an ending that we know."""
    mime_type = row.mime_type.partition(";")[0].strip().lower()  # type: ignore[attr-defined]
    return f"{FOLDER}/{row.local_day}-{row.id.hex[-12:]}{ENDINGS.get(mime_type, '')}"  # type: ignore[attr-defined]


HELD = (Held("recordings.json", ("recordings",), _recordings, PLACES), held("voices.json", "voices"))
LEFT_OUT = {
    "jobs": "how far the analysis of a recording is; `recordings.json` says so by its status",
    "renditions": "what is made of a kept recording to be shown with; the recording itself is in `media/`",
}
