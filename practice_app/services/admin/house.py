"""What an administrator sees of the house: what waits, what lies in S3, how it is set; nothing of anybody's."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import as_system
from practice_app.models import Role
from practice_app.services import analysis
from practice_app.services.analysis import CountedRow
from practice_app.services.shared.jobs.kinds import KINDS
from practice_app.services.shared.offices import require_office
from practice_app.settings import Settings, get_settings


@dataclass(frozen=True)
class JobsRow:
    """Jobs of a kind; ``oldest_s``: for how long the first of those that wait does, 0 for none; ``failed``: lately."""

    kind: str
    queue: str
    waiting: int
    working: int
    failed: int
    oldest_s: float


@dataclass(frozen=True)
class StoredRow:
    """Things of a kind that lie in S3, and how large they are together."""

    kind: str
    things: int
    bytes: int


@dataclass(frozen=True)
class SettingRow:
    """A setting as it is written where this Woodshed is started; empty: not set."""

    name: str
    value: str


@dataclass(frozen=True)
class HouseRow:
    """The whole of it."""

    people: int
    reports: int
    appeals: int
    jobs: list[JobsRow]
    stored: list[StoredRow]
    settings: list[SettingRow]
    right: list[CountedRow]


def house(db: Session, who: UUID, device: UUID) -> HouseRow:
    """Look at the house; for administrators on a device with a second factor."""
    require_office(db, who, device, Role.ADMIN)
    with as_system(db):
        counted = db.execute(_COUNTED).one()
        looked = _jobs(db), _stored(db), settings(), analysis.counted(db)
        return HouseRow(counted.people, counted.reports, counted.appeals, *looked)


def _jobs(db: Session) -> list[JobsRow]:
    found = {row.kind: row for row in db.execute(_JOBS)}
    return [
        JobsRow(kind, KINDS[kind].queue, row.waiting, row.working, row.failed, max(0.0, row.oldest_s))
        if (row := found.get(kind))
        else JobsRow(kind, KINDS[kind].queue, 0, 0, 0, 0.0)
        for kind in map(str, KINDS)
    ]


def _stored(db: Session) -> list[StoredRow]:
    return [StoredRow(row.kind, row.things, int(row.bytes)) for row in db.execute(_STORED)]


def settings() -> list[SettingRow]:
    """Tell how this Woodshed is set: what may be read by whoever looks over a shoulder, so no key and no password."""
    now, names = get_settings(), {name: _called(name) for name in TOLD}
    values = {name: getattr(now, name) for name in TOLD}
    told = [SettingRow(names[name], "" if value is None else str(value)) for name, value in values.items()]
    return [*told, SettingRow("SMTP", now.mail_server.host if now.mail_server else "")]


def _called(name: str) -> str:
    """By which variable it is set."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else str(alias.choices[0])  # type: ignore[union-attr]


TOLD: Final = (
    *("environment", "public_url", "public_board", "group_members", "audit_days", "backup_days"),
    *("quota_uploads", "quota_day_gb", "quota_kept_gb"),
    *("register_limit", "auth_limit", "login_limit", "login_account_limit", "mail_limit"),
    *("trusted_proxy_hops", "web_memory_mb", "stranger_sockets", "mail_from"),
    *("operator_name", "operator_contact", "operator_address", "operator_country", "operator_host"),
)
_COUNTED: Final = text(
    """
    SELECT (SELECT count(*) FROM users WHERE deleted_at IS NULL) AS people,
           (SELECT count(*) FROM reports WHERE closed_at IS NULL) AS reports,
           (SELECT count(*) FROM appeals WHERE decided_at IS NULL) AS appeals
    """
)
_JOBS: Final = text(
    """
    SELECT kind, count(*) FILTER (WHERE status = 'queued') AS waiting,
           count(*) FILTER (WHERE status = 'processing') AS working,
           count(*) FILTER (WHERE status = 'failed') AS failed,
           coalesce(extract(epoch FROM now() - min(updated_at) FILTER (WHERE status = 'queued')), 0)::float AS oldest_s
      FROM jobs GROUP BY kind
    """
)
_STORED: Final = text(
    """
    SELECT 'recordings' AS kind, count(*) AS things, coalesce(sum(bytes), 0) AS bytes FROM recordings
     WHERE media_deleted_at IS NULL AND bytes IS NOT NULL
    UNION ALL SELECT 'sheets', count(*), coalesce(sum(bytes), 0) FROM sheets
    UNION ALL SELECT 'homework', count(*), coalesce(sum(bytes), 0) FROM assignment_files
    UNION ALL SELECT 'pictures', count(*), coalesce(sum(bytes), 0) FROM forum_pictures
    UNION ALL SELECT 'post_films', count(*), coalesce(sum(bytes), 0) FROM forum_films
    UNION ALL SELECT 'portraits', count(*), coalesce(sum(bytes), 0) FROM pictures
    UNION ALL SELECT 'voices', count(*), coalesce(sum(bytes), 0) FROM voices
    UNION ALL SELECT 'exports', count(*), coalesce(sum(bytes), 0) FROM exports WHERE bytes IS NOT NULL
    UNION ALL SELECT 'imports', count(*), coalesce(sum(bytes), 0) FROM imports WHERE bytes IS NOT NULL
    """
)
