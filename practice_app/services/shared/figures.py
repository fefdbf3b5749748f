"""How the house is doing, counted in its rows: queues, what came of jobs, what is told by push and mail.

Counted when somebody asks, so that it is right whichever process answers and however often workers were replaced. What
has ended is counted for the last hour. Nothing in it is about anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, text

from practice_app.database import system_transaction
from practice_app.services.shared.jobs.kinds import KINDS
from practice_app.services.shared.redis import client
from practice_app.services.shared.steps import step


@dataclass(frozen=True)
class Figure:
    """A figure of one thing: what its labels say, and how much."""

    labels: tuple[str, ...]
    value: float


@dataclass(frozen=True)
class Figures:
    """All that is counted in rows, each with the labels that `api.figures` names."""

    recordings: list[Figure]
    waiting: list[Figure]
    working: list[Figure]
    oldest_s: list[Figure]
    ended: list[Figure]
    cut_off: list[Figure]
    analysis_s_per_minute: list[Figure]
    deliveries: list[Figure]
    deliveries_oldest_s: list[Figure]
    deliveries_ended: list[Figure]
    connections: list[Figure]


@step
def counted() -> Figures:
    """Count; raises ``Unavailable`` when the database is away."""
    with system_transaction() as db:
        recordings, opened, ended = (db.execute(query).all() for query in (_RECORDINGS, _OPEN, _ENDED))
        pace = db.scalar(_PACE)
        deliveries, told = db.execute(_DELIVERIES).all(), db.execute(_TOLD).all()
        used = db.scalar(_CONNECTIONS) or 0.0
    return Figures(
        recordings=[Figure((row.status,), row.number) for row in recordings],
        **_of_jobs(opened, ended),
        analysis_s_per_minute=[] if pace is None else [Figure((), pace)],
        deliveries=[Figure((row.channel,), row.number) for row in deliveries],
        deliveries_oldest_s=[Figure((row.channel,), row.oldest_s) for row in deliveries],
        deliveries_ended=[Figure((row.channel, row.status), row.number) for row in told],
        connections=[Figure((), used)],
    )


def _of_jobs(opened: Sequence[Row[Any]], ended: Sequence[Row[Any]]) -> dict[str, list[Figure]]:
    """Of each kind how many wait and are worked on, of each queue since when; 0 where there is none."""
    found = {row.kind: row for row in opened}
    kinds = {(kind.queue, str(name)): found.get(name) for name, kind in KINDS.items()}
    oldest = {queue: 0.0 for queue, _ in kinds}
    for (queue, _), row in kinds.items():
        oldest[queue] = max(oldest[queue], row.oldest_s if row else 0.0)
    return {
        "waiting": [Figure(labels, row.waiting if row else 0) for labels, row in kinds.items()],
        "working": [Figure(labels, row.working if row else 0) for labels, row in kinds.items()],
        "oldest_s": [Figure((queue,), seconds) for queue, seconds in oldest.items()],
        "ended": [Figure((row.kind, row.outcome), row.number) for row in ended],
        "cut_off": [Figure((kind,), row.cuts if row else 0) for (_, kind), row in kinds.items()],
    }


@step
def redis_share() -> float | None:
    """Tell how much of the memory is used that Redis may use; ``None``: it has no limit."""
    told: Any = client().info("memory")
    return float(told["used_memory"]) / float(told["maxmemory"]) if told.get("maxmemory") else None


_RECORDINGS: Final = text(
    """
    SELECT status, count(*) AS number FROM recordings
     WHERE status IN ('queued', 'processing')
        OR status = 'uploading' AND media_deleted_at IS NULL AND updated_at > now() - interval '1 day'
     GROUP BY status
    """
)
_OPEN: Final = text(
    """
    SELECT kind, count(*) FILTER (WHERE status = 'queued') AS waiting,
           count(*) FILTER (WHERE status = 'processing') AS working, sum(cuts) AS cuts,
           greatest(0, extract(epoch FROM now() - min(updated_at) FILTER (WHERE status = 'queued')))::float AS oldest_s
      FROM jobs WHERE status IN ('queued', 'processing') GROUP BY kind
    """
)
_ENDED: Final = text(
    """
    SELECT kind, coalesce(failure, status) AS outcome, count(*) AS number FROM jobs
     WHERE NOT (status IN ('queued', 'processing')) AND updated_at > now() - interval '1 hour' GROUP BY 1, 2
    """
)
_PACE: Final = text(
    """
    SELECT (60 * sum(extract(epoch FROM updated_at - claimed_at)) / nullif(sum(work_s), 0))::float FROM jobs
     WHERE kind = 'analysis' AND NOT (status IN ('queued', 'processing')) AND status = 'done' AND work_s > 0
       AND claimed_at <= updated_at AND updated_at > now() - interval '1 hour'
    """
)
_DELIVERIES: Final = text(
    """
    SELECT c.channel, count(w.at) AS number, coalesce(extract(epoch FROM now() - min(w.at)), 0)::float AS oldest_s
      FROM (VALUES ('push'), ('mail')) AS c (channel)
      LEFT JOIN (SELECT d.channel, n.at FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
                  WHERE d.status = 'waiting' AND (d.due_at <= now() OR d.attempts > 0)) AS w USING (channel)
     GROUP BY c.channel
    """
)
"""What quiet hours hold back counts only once it was tried in vain."""
_TOLD: Final = text(
    """
    SELECT channel, status, count(*) AS number FROM notification_deliveries
     WHERE status <> 'waiting' AND ended_at > now() - interval '1 hour' GROUP BY channel, status
    """
)
_CONNECTIONS: Final = text(
    """
    SELECT sum(numbackends)::float / current_setting('max_connections')::float FROM pg_stat_database
    """
)
