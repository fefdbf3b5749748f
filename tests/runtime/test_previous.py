"""`make previous`: which release is the one before, and that its tests get the tables of today."""

import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

import psycopg
import pytest

from practice_app.embedded import postgres
from tests.stack import ROOT

FOLDER = ROOT / "tools" / "previous"


def by_name(name):
    spec = spec_from_file_location(f"previous_{name}", FOLDER / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def history(tmp_path, monkeypatch):
    """A repository with three commits, and the tool as if it were its own."""
    if not shutil.which("git"):
        pytest.skip("the tool is for whoever has git")
    tool = by_name("__main__")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "HERE", tmp_path)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "x")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "x@example.com")

    def git(*words):
        done = subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    commits = []
    for number in range(3):
        git("commit", "-q", "--allow-empty", "-m", f"commit {number}")
        commits.append(git("rev-parse", "HEAD"))
    (tmp_path / "release").write_text(f"{commits[0]}\n")
    return SimpleNamespace(tool=tool, git=git, commits=commits)


def test_the_release_before_is_the_newest_tag_but_the_one_that_is_made(history):
    assert history.tool.before() == history.commits[0]
    history.git("tag", "v1.0.0", history.commits[1])
    history.git("tag", "v1.1.0", history.commits[2])
    assert history.tool.resolved(history.tool.before()) == history.commits[1]


def test_a_history_that_is_not_there_is_a_sentence(history):
    with pytest.raises(SystemExit, match="git fetch --unshallow"):
        history.tool.resolved("v9.9.9")


def has_history() -> bool:
    """Whether this is a clone with all of its history, and not an archive or a part of it."""
    if not shutil.which("git"):
        return False
    ask = ["git", "rev-parse", "--is-shallow-repository"]
    return subprocess.run(ask, cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip() == "false"


@pytest.mark.skipif(not has_history(), reason="there is no history here to look it up in")
def test_the_commit_that_stands_for_it_until_there_is_a_tag_is_in_our_history():
    commit = (FOLDER / "release").read_text().strip()
    done = subprocess.run(["git", "merge-base", "--is-ancestor", commit, "HEAD"], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.long
def test_where_its_tests_would_migrate_a_database_today_does(stack, monkeypatch):
    monkeypatch.setenv("WOODSHED_TODAY", str(ROOT))
    monkeypatch.setenv("WOODSHED_TODAY_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(FOLDER))
    name = f"previous_{os.getpid()}"
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        postgres.ensure_database(db, name)
    conftest = SimpleNamespace(_migrated_template=None, alembic=None)
    tables = by_name("todays_tables")
    tables.pytest_plugin_registered(conftest)
    conftest.alembic(stack.database(stack.app_url, name), stack.database(stack.owner_url, name), "upgrade", "head")
    newest = max(file.name[:4] for file in (ROOT / "alembic" / "versions").glob("[0-9]*.py"))
    with psycopg.connect(stack.database(stack.superuser_url, name)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (newest,)
    with pytest.raises(RuntimeError):
        conftest.alembic("postgresql://x@127.0.0.1:9/x", "postgresql://x@127.0.0.1:9/x", "upgrade", "head")
