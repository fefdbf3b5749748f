"""What `/metrics` says besides what the web processes count themselves: asked of the house when somebody looks."""

from collections.abc import Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from practice_app.database import system_transaction
from practice_app.errors import Problem
from practice_app.services import analysis
from practice_app.services.shared import alive, backups, figures, health
from practice_app.services.shared.figures import Figure

COUNTED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "recordings": ("woodshed_recordings", "Recordings that are sent (within a day), wait or are heard", ("status",)),
    "waiting": ("woodshed_jobs_waiting", "Jobs that wait for a worker", ("queue", "kind")),
    "working": ("woodshed_jobs_working", "Jobs that are worked on", ("queue", "kind")),
    "oldest_s": ("woodshed_jobs_oldest_seconds", "For how long the first job of a queue waits", ("queue",)),
    "ended": (
        "woodshed_jobs_ended_last_hour",
        "Jobs that ended within an hour, by what came of them",
        ("kind", "outcome"),
    ),
    "cut_off": ("woodshed_jobs_cut_off", "How often workers were lost over the jobs that are open", ("kind",)),
    "analysis_s_per_minute": (
        "woodshed_analysis_seconds_per_minute",
        "How long listening to a minute of sound took, within an hour",
        (),
    ),
    "deliveries": ("woodshed_deliveries_waiting", "Pushes and mails that are due, or are tried again", ("channel",)),
    "deliveries_oldest_s": (
        "woodshed_deliveries_oldest_seconds",
        "For how long the oldest of them waits",
        ("channel",),
    ),
    "deliveries_ended": (
        "woodshed_deliveries_ended_last_hour",
        "Pushes and mails that ended within an hour, by what came of them",
        ("channel", "status"),
    ),
    "connections": ("woodshed_database_connections_ratio", "Connections of PostgreSQL, of those it allows", ()),
}
"""By the fields of `Figures`: name, what it is, labels."""


class House(Collector):
    """Figures of the house as a whole; what can't be asked just now is left out, and `woodshed_part_up` says why."""

    def collect(self) -> Iterable[Metric]:
        """Ask the database, Redis and S3."""
        parts = health.readiness()
        up = [Figure((name,), word == health.OK) for name, word in parts.items()]
        yield _family("woodshed_part_up", "Whether database, Redis and S3 answer", ("part",), up)
        yield from _of_rows()
        yield from _of_hearing()
        yield from _of_redis(answers=parts["redis"] == health.OK)
        yield from _of_copies(answers=parts["redis"] == health.OK)


def _of_rows() -> Iterator[Metric]:
    try:
        found = vars(figures.counted())
    except Problem:
        found = {}
    for field, (name, said, labels) in COUNTED.items():
        yield _family(name, said, labels, found.get(field, []))


def _of_hearing() -> Iterator[Metric]:
    """How often the analyser is right, of those who let it be counted; nothing of fewer than five people."""
    try:
        with system_transaction() as db:
            rows = analysis.counted(db)
    except Problem:
        rows = []
    labels = ("version", "instrument")
    named = [((row.version, row.instrument or "together"), row.told) for row in rows]
    shares = [Figure(name, round(told.share, 2)) for name, told in named]
    yield _family(
        "woodshed_heard_right_ratio", "Of what people corrected, how much was heard as they did", labels, shares
    )
    sessions = [Figure(name, told.sessions) for name, told in named]
    yield _family("woodshed_heard_right_sessions", "How many sessions that speaks of", labels, sessions)


def _of_redis(*, answers: bool) -> Iterator[Metric]:
    processes, swept, share = _told_by_redis() if answers else ([], None, None)
    here = [Figure((), len(processes))] if answers else []
    yield _family("woodshed_workers", "Workers that are there", (), here)
    yield _family(
        "woodshed_worker_processes", "Jobs that they do at once", (), [Figure((), sum(processes))] * len(here)
    )
    yield _family("woodshed_sweep_age_seconds", "Since the last sweep went through", (), _maybe(swept))
    yield _family("woodshed_redis_memory_ratio", "Memory of Redis, of what it may use", (), _maybe(share))


def _told_by_redis() -> tuple[list[int], float | None, float | None]:
    try:
        return alive.workers(), alive.swept_ago_s(), figures.redis_share()
    except RedisError:
        return [], None, None


def _of_copies(*, answers: bool) -> Iterator[Metric]:
    """A copy that is wanted and not known of is infinitely old, so that one rule tells of either."""
    try:
        known = backups.known() if answers else backups.UNKNOWN
    except RedisError:
        known = backups.UNKNOWN
    last, wanted = known.last, known.wanted and answers
    yield _family(
        "woodshed_backup_age_seconds", "Since the newest safety copy", (), _maybe(known.age_s if wanted else None)
    )
    yield _family(
        "woodshed_backup_failed", "Whether making one has failed since", (), [Figure((), bool(known.failed))] * wanted
    )
    yield _family("woodshed_backup_seconds", "How long making it took", (), _maybe(last.seconds if last else None))
    yield _family("woodshed_backup_bytes", "How large its objects are", (), _maybe(last.bytes if last else None))
    drilled = known.drilled_ago_s if wanted else None
    yield _family("woodshed_restore_drill_age_seconds", "Since one was put back to try it", (), _maybe(drilled))


def _maybe(value: float | None) -> list[Figure]:
    return [] if value is None else [Figure((), value)]


def _family(name: str, said: str, labels: tuple[str, ...], found: Iterable[Figure]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=labels)
    for one in found:
        family.add_metric(one.labels, one.value)
    return family
