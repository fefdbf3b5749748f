"""In the tests of the release before: where they would migrate their database, the release of today does it."""

import os
import subprocess
from typing import Any


def pytest_plugin_registered(plugin: Any) -> None:
    """Their `conftest.py` migrates a template by its function `alembic`, from which every database is copied."""
    if hasattr(plugin, "_migrated_template") and hasattr(plugin, "alembic"):
        plugin.alembic = _by_today


def _by_today(app_url: str, owner_url: str, *command: str) -> str:
    environ = {
        **os.environ,
        "DATABASE_URL": app_url,
        "DATABASE_OWNER_URL": owner_url,
        "SECRET_KEY": "read by nobody " * 3,
    }
    environ.pop("PYTHONPATH")
    done = subprocess.run(
        [os.environ["WOODSHED_TODAY_PYTHON"], "-m", "alembic", *command],
        cwd=os.environ["WOODSHED_TODAY"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout
