"""An export of very much: how long it takes, and what it holds in memory.

    python -m benchmarks.export --sessions 10000 --media-gb 5

A real PostgreSQL and S3; one object of a gigabyte stands for as many recordings as are asked for.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from benchmarks.jobs import database
from tests.stack import ROOT

SESSIONS = """
    INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
        instrument, focus, mode, note, source, client_updated_at, content_hash, created_at, updated_at)
    SELECT gen_random_uuid(), :who, at, at + interval '30 min', 'UTC', at::date,
        jsonb_build_array(jsonb_build_array(at, at + interval '30 min')), 1800, 1500, 'violin', '{tone}', 'normal',
        repeat('practised slowly; ', 10), 'timer', at, decode('00', 'hex'), at, at
      FROM (SELECT timestamptz '2016-01-01 12:00Z' + n * interval '8 h' AS at
              FROM generate_series(1, :number) AS n) AS t
"""
TAKES = """
    INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, shared, offset_s,
        begins, bytes, created_at, updated_at, media_deleted_at)
    SELECT gen_random_uuid(), id, :who, 'audio', 'audio/webm', id::text, 'ready', false, false, 0, 1, 1,
        now(), now(), now()
      FROM practice_sessions WHERE user_id = :who
"""
ANALYSES = """
    INSERT INTO analyses (id, recording_id, session_id, user_id, version, clock_s, played_s, curves, created_at)
    SELECT gen_random_uuid(), id, session_id, :who, '1', 1800, 1500,
        jsonb_build_array(jsonb_build_object('key', 'loudness', 'values',
            (SELECT jsonb_agg(round((random() * 60)::numeric, 2)) FROM generate_series(1, 1800)))), now()
      FROM recordings WHERE user_id = :who AND NOT keep
"""
KEPT = """
    INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, shared, offset_s,
        begins, bytes, created_at, updated_at)
    SELECT gen_random_uuid(), (SELECT id FROM practice_sessions WHERE user_id = :who LIMIT 1), :who, 'video',
        'video/webm', :key || n, 'ready', true, false, n, 1, :bytes, now(), now() FROM generate_series(1, :number) AS n
"""


def seeded(sessions: int, gigabytes: int) -> UUID:
    """Make somebody with all of that."""
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.services.shared import storage

    user, size = User(display_name="Somebody"), 1_000_000_000
    with system_transaction() as db:
        db.add(user)
        db.flush()
        for statement in (SESSIONS, TAKES, ANALYSES):
            db.execute(text(statement), {"who": user.id, "number": sessions})
        db.execute(text(KEPT), {"who": user.id, "number": gigabytes, "bytes": size, "key": "takes/gigabyte"})
    with tempfile.NamedTemporaryFile() as file:
        block = os.urandom(1_000_000)
        for _ in range(size // len(block)):
            file.write(block)
        file.flush()
        for number in range(1, gigabytes + 1):
            storage.put_file(f"takes/gigabyte{number}", Path(file.name), "video/webm")
    return user.id


def write(who: UUID) -> None:
    """Write the export in this process, and tell what it took."""
    from practice_app.models.columns import now
    from practice_app.services.portability import archive
    from practice_app.services.portability.outflow import Outflow
    from practice_app.services.shared import storage

    key = storage.random_key("application/zip", "exports")
    storage.client()
    out = Outflow(key, storage.begin(key, "application/zip"), lambda: None)
    before, began = _peak_mb(), time.monotonic()
    archive.write(archive.Wanted(who, now(), "http://localhost"), out, lambda _: None)
    size = out.finish()
    told = {"seconds": round(time.monotonic() - began, 1), "bytes": size, "mb_before": before, "mb_peak": _peak_mb()}
    print(json.dumps(told))


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Seed, then write in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--media-gb", type=int, default=5)
    parser.add_argument("--write", type=UUID)
    args = parser.parse_args()
    if args.write:
        write(args.write)
        return
    with database():
        began = time.monotonic()
        who = seeded(args.sessions, args.media_gb)
        print(f"seeded in {time.monotonic() - began:.0f} s", flush=True)
        command = [sys.executable, "-m", "benchmarks.export", "--write", str(who)]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
