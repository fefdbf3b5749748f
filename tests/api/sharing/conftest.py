"""Ann's session with a note and two recordings, one of them kept; links to what is hers."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import psycopg
import pytest

from practice_app.services.shared import storage
from tests.services import people

NOTE = "Nobody else is to read this."
TITLE = "Partita <No. 2>"


@pytest.fixture
def played(ann):
    """Her session: its id, and those of the recording that was kept and of the one that was not."""
    piece = ann.post("/api/v1/pieces", json={"title": TITLE, "composer": "Bach"}).json()
    who = UUID(ann.user["id"])
    row = people.session(
        who, datetime(2026, 3, 2, 17, tzinfo=UTC), 45, instrument="violin", note=NOTE, self_rating=2,
        items=[{"piece_id": piece["id"], "seconds": 600}],
    )  # fmt: skip
    kept = people.take(row, who, keep=True, bytes=3, duration_s=1200)
    sure = people.metric("tempo_bpm", 96.04, 0.9)
    people.heard(row, who, kept, 1200, 900, metrics=[people.metric("played_s", 900.0), sure])
    lost = people.take(row, who, offset_s=1200)
    return SimpleNamespace(id=str(row.id), kept=str(kept), lost=str(lost), piece=piece["id"])


@pytest.fixture
def share():
    """Make a link as somebody, and give it."""

    def made(client, kind, identity=None, **more):
        answer = client.post("/api/v1/shares", json={"kind": kind, "id": identity} | more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return made


@pytest.fixture
def sql(db_urls):
    """Change something behind everybody's back."""

    def run(statement, *values):
        with psycopg.connect(db_urls.superuser) as db:
            db.execute(statement, values)

    return run


@pytest.fixture(autouse=True)
def _s3(db_urls):
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()
