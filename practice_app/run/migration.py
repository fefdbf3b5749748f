"""Bring the database's tables to where this version wants them."""

import sys
from collections.abc import Mapping
from pathlib import Path

from practice_app.run.step import run_step

_KEYS = ("FIELD_KEYS", "INDEX_KEYS", "VAPID_")
_NOT_TO_MIGRATE_WITH = ("S3_", "AWS_", "REDIS_URL", "RCLONE_", "METRICS_TOKEN", "SMTP_", *_KEYS)


class MigrationError(RuntimeError):
    """The tables could not be changed; holds the last of what Alembic said."""


def migrate(environ: Mapping[str, str], revision: str = "head") -> None:
    """Run all migrations that are missing, as the owner; or those up to one."""
    log = Path(environ["WOODSHED_HOME"]) / "logs" / "migration.log"
    known = {name: value for name, value in environ.items() if not name.startswith(_NOT_TO_MIGRATE_WITH)}
    log.parent.mkdir(parents=True, exist_ok=True)
    status = run_step([sys.executable, "-m", "alembic", "upgrade", revision], known, log)
    if status:
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
        said = [line for line in lines if not line.startswith("(Background")]
        raise MigrationError(said[-1] if said else f"exit status {status}")
