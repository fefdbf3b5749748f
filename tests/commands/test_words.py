"""`woodshed`: one command, quick to say what it can, that hands on to what does the work."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from practice_app.commands import checking, handing_on
from practice_app.commands.words import app
from practice_app.settings import get_settings
from tests.stack import ROOT

HEAVY = {"reflex", "sqlalchemy", "celery", "boto3", "botocore", "numpy", "fastapi", "pydantic", "rich", "psycopg"}


def said(*words):
    return CliRunner().invoke(app, words)


def test_it_says_what_it_can_and_loads_nothing_heavy_for_that():
    asked = f"""
import sys
from typer.testing import CliRunner
from practice_app.commands.words import app
told = CliRunner().invoke(app, ["--help"])
assert told.exit_code == 0, told
print(sorted({HEAVY!r} & set(sys.modules)), told.output)
"""
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("[] Usage: woodshed")
    for word in ("run", "migrate", "check", "admin", "purge", "reanalyse"):
        assert f"\n  {word} " in done.stdout


@pytest.mark.parametrize("words", [("runn",), ("purge",), ("purge", "ann@example.com", "--erased"), ("reanalyse",)])
def test_what_cannot_be_read_is_a_two(words):
    assert said(*words).exit_code == 2


@pytest.mark.parametrize("words", [["suspend", "nobody@example.com", "--by", "Kim"], ["--help"], ["reset", "--help"]])
def test_what_is_for_accounts_is_handed_on_as_it_was_typed(clean_database, monkeypatch, words):
    asked = []
    monkeypatch.setattr(handing_on, "in_this_environment", lambda *call: asked.append(call[:2]) or 3)
    assert said("admin", *words).exit_code == 3
    assert asked == [("practice_app.admin", words)]


def test_check_says_of_each_server_that_it_answers(clean_database, capsys):
    assert checking.main() == 0
    out = capsys.readouterr().out
    for sentence in (
        "The settings can be read.",
        "PostgreSQL 18",
        "Its tables are those of this release.",
        "Valkey",
        "S3 answers, and keeps what is put into the bucket worker",
        "There is no mail server",
        "No safety copies are made by themselves",
        "Nothing is wrong.",
    ):
        assert sentence in out


def test_check_names_what_is_wrong_and_ends_with_one(clean_database, capsys, monkeypatch):
    monkeypatch.setattr(get_settings(), "s3_bucket", "nowhere")
    assert checking.main() == 1
    out = capsys.readouterr().out
    assert "wrong  S3 can't be used" in out
    assert "1 of these must be mended." in out
    assert "well   PostgreSQL" in out


def test_of_a_folder_where_nothing_runs_check_tells_the_settings_alone(tmp_path, capsys):
    servers = ("DATABASE_", "REDIS_URL", "S3_", "SECRET_KEY", "PUBLIC_URL")
    alone = {name: value for name, value in os.environ.items() if not name.startswith(servers)}
    done = subprocess.run(
        [sys.executable, "-m", "practice_app", "--home", tmp_path / "new", "check"],
        env=alone,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"Nothing runs on {tmp_path / 'new'}" in done.stdout
    assert not (tmp_path / "new").exists()
