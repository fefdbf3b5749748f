"""What is on the servers in the end, against what lay on the devices."""

import hashlib
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import boto3
import psycopg
from psycopg.rows import dict_row

from benchmarks.soak.cluster.servers import Store

ENDED = {"ready", "failed"}
LOOK_EVERY_S = 2.0
RECORDINGS = """
    SELECT r.id, r.status, r.failure, r.object_key, r.sha256, r.media_deleted_at, r.session_id,
           (SELECT count(*) FROM analyses a WHERE a.recording_id = r.id) AS analyses,
           (SELECT count(*) FROM jobs j WHERE j.recording_id = r.id AND j.kind = 'analysis') AS jobs,
           (SELECT max(j.attempts) FROM jobs j WHERE j.recording_id = r.id AND j.kind = 'analysis') AS attempts,
           (SELECT max(j.cuts) FROM jobs j WHERE j.recording_id = r.id AND j.kind = 'analysis') AS cuts
    FROM recordings r WHERE r.id = ANY(%s::uuid[])
"""


@dataclass
class Found:
    """What was looked for and found."""

    sessions: int = 0
    sessions_lost: list[str] = field(default_factory=list)
    recordings: int = 0
    recordings_lost: list[str] = field(default_factory=list)
    wrong_bytes: list[str] = field(default_factory=list)
    """Whose SHA-256 in S3 is another than on the device."""
    not_once: list[str] = field(default_factory=list)
    """Heard never, or twice."""
    attempts: Counter[int] = field(default_factory=Counter)
    cuts: Counter[int] = field(default_factory=Counter)
    still_waiting: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing was lost, changed, left or done twice."""
        return not (
            self.sessions_lost or self.recordings_lost or self.wrong_bytes or self.not_once or self.still_waiting
        )


def look(url: str, store: Store, practised: list[dict[str, Any]], digests: list[str], patience_s: float) -> Found:
    """Wait until all is heard, then compare every session and every recording."""
    found = Found(sessions=len(practised), recordings=len(practised))
    with psycopg.connect(url, autocommit=True, row_factory=dict_row) as db:
        found.still_waiting = _settled(db, patience_s)
        notes = _notes(db, [one["session"] for one in practised])
        rows = {str(row["id"]): row for row in db.execute(RECORDINGS, ([one["recording"] for one in practised],))}
    for one in practised:
        if notes.get(one["session"]) != one["note"]:
            found.sessions_lost.append(one["session"])
        _compare(found, store, one, rows.get(one["recording"]), digests[one["sound"]])
    return found


def _settled(db: psycopg.Connection[Any], patience_s: float) -> int:
    """Wait until no job is open, and tell how many still are."""
    deadline = time.monotonic() + patience_s
    while True:
        row = db.execute("SELECT count(*) AS n FROM jobs WHERE status IN ('queued', 'processing')").fetchone()
        if not row["n"] or time.monotonic() > deadline:
            return int(row["n"])
        time.sleep(LOOK_EVERY_S)


def _notes(db: psycopg.Connection[Any], ids: list[str]) -> dict[str, str]:
    query = "SELECT id, note FROM practice_sessions WHERE id = ANY(%s::uuid[]) AND deleted_at IS NULL"
    return {str(row["id"]): row["note"] for row in db.execute(query, (ids,))}


def _compare(found: Found, store: Store, one: dict[str, Any], row: dict[str, Any] | None, digest: str) -> None:
    name = one["recording"]
    if row is None or row["status"] not in ENDED:
        found.recordings_lost.append(f"{name} {row['status'] if row else 'unknown'}")
        return
    found.attempts[row["attempts"] or 0] += 1
    found.cuts[row["cuts"] or 0] += 1
    if row["status"] != "ready" or row["analyses"] != 1 or row["jobs"] != 1:
        told = ("status", "failure", "analyses", "jobs", "attempts", "cuts")
        found.not_once.append(f"{name} " + " ".join(f"{key}={row[key]}" for key in told))
    if row["media_deleted_at"] is None and _digest(store, row["object_key"]) != digest:
        found.wrong_bytes.append(name)
    elif one["keep"] and row["media_deleted_at"] is not None:
        found.recordings_lost.append(f"{name} kept, and its bytes are gone")


def _digest(store: Store, key: str) -> str:
    s3 = boto3.client(
        "s3",
        endpoint_url=store.made.endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=store.made.access_key_id,
        aws_secret_access_key=store.made.secret_access_key,
    )
    return hashlib.sha256(s3.get_object(Bucket="woodshed", Key=key)["Body"].read()).hexdigest()
