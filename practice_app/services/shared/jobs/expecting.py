"""How long somebody will wait for their job, roughly: what waits before it, by how fast it goes and how many work."""

from math import ceil
from typing import Final
from uuid import UUID

from redis.exceptions import RedisError
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.services.shared import alive
from practice_app.services.shared.steps import step

USUAL_PACE: Final = 0.02
"""Seconds of work for a second of sound, until an hour's figures say otherwise."""
MENTIONED_MIN: Final = 3
"""From so many minutes on it is worth a word."""
_AHEAD: Final = text(
    """
    SELECT (SELECT sum(coalesce(ahead.work_s, 60)) FROM jobs ahead
             WHERE ahead.kind = mine.kind AND ahead.status IN ('queued', 'processing')
               AND ahead.updated_at <= mine.updated_at)::float AS work_s,
           (SELECT sum(extract(epoch FROM done.updated_at - done.claimed_at)) / nullif(sum(done.work_s), 0)
              FROM jobs done
             WHERE done.kind = mine.kind AND NOT (done.status IN ('queued', 'processing')) AND done.status = 'done'
               AND done.work_s > 0 AND done.claimed_at <= done.updated_at
               AND done.updated_at > now() - interval '1 hour')::float AS pace
      FROM jobs mine WHERE mine.kind = :kind AND mine.recording_id = ANY(:about) AND mine.status = 'queued'
     ORDER BY mine.updated_at DESC LIMIT 1
    """
)


@step
def expected_min(kind: str, about: list[UUID]) -> int:
    """Tell in how many minutes the last of the jobs about these recordings will be done; 0: soon, or none waits.

    Whose they are was asked before. People take turns, so whoever sent little will mostly be sooner.
    """
    with system_transaction() as db:
        found = db.execute(_AHEAD, {"kind": kind, "about": about}).first()
    if found is None:
        return 0
    minutes: float = found.work_s * (found.pace or USUAL_PACE) / _at_once() / 60
    if minutes < MENTIONED_MIN:
        return 0
    return ceil(minutes) if minutes < 10 else 5 * round(minutes / 5)


def _at_once() -> int:
    """How many jobs are done at once; one while nobody says so."""
    try:
        return max(1, sum(alive.workers()))
    except RedisError:
        return 1
