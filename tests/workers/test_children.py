"""Who decodes a stranger's file knows no secret of ours: not ffmpeg, and not the analyser that calls it."""

import os
import sys
from pathlib import Path

import psutil
import pytest

from practice_app.embedded.program import wait_until
from tests import sounds
from workers import isolated
from workers.media import ffmpeg

SECRETS = {
    "SECRET_KEY": "a" * 64,
    "DATABASE_URL": "postgresql://app:pass@db/woodshed",
    "DATABASE_OWNER_URL": "postgresql://owner:pass@db/woodshed",
    "REDIS_URL": "redis://:pass@cache",
    "S3_SECRET_ACCESS_KEY": "s3cr3t",
    "AWS_SECRET_ACCESS_KEY": "s3cr3t",
    "METRICS_TOKEN": "token",
    "SOMEBODY_ELSES_PASSWORD": "pass",
}


@pytest.fixture
def told(tmp_path, monkeypatch) -> Path:
    """An ffmpeg that writes its environment down before it works; where it writes."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    real, told, fake = ffmpeg.executable(), tmp_path / "told", tmp_path / "ffmpeg"
    note = f"import os, sys\nopen({str(told)!r}, 'a').write('\\n'.join(os.environ) + '\\n')\n"
    fake.write_text(f"#!{sys.executable} -IS\n{note}os.execv({real!r}, [{real!r}, *sys.argv[1:]])\n")
    fake.chmod(0o755)
    monkeypatch.setenv("FFMPEG", str(fake))
    return told


@pytest.fixture
def asked(tmp_path) -> tuple[Path, isolated.Ask]:
    sounds.write_wav(tmp_path / "recording", sounds.room(2.0, -60.0))
    return tmp_path, isolated.Ask("recording", None, None, keep=True)


@pytest.fixture
def fresh():
    """No analyser that was started under another environment."""
    for left in isolated._ready:
        isolated._end(left)
    isolated._ready.clear()
    yield
    for left in isolated._ready:
        isolated._end(left)
    isolated._ready.clear()


def test_ffmpeg_is_told_no_secret_wherever_the_ear_calls_it(told, asked, fresh):
    assert "analysis" in isolated.hear(*asked, lambda: True)
    names = set(told.read_text().split())
    assert "PATH" in names
    assert names & SECRETS.keys() == set()


def test_the_analyser_that_waits_knows_no_secret(told, fresh):
    isolated.get_ready()
    analyser = psutil.Process(isolated._ready[0].pid)
    wait_until(
        lambda: analyser.cmdline().index("workers.analyser"), "the analyser"
    )  # from then on it is not a copy of us
    known = analyser.environ()
    assert known["PATH"] == os.environ["PATH"]
    assert known.keys() & SECRETS.keys() == set()


def test_a_process_that_is_waited_for_and_one_that_is_read_are_told_the_same(told, tmp_path):
    write = "import os, sys; sys.stdout.write('\\n'.join(os.environ))"
    reading = ffmpeg.Process([sys.executable, "-c", write])
    names = set(reading.output.read().decode().split())
    reading.kill()
    ffmpeg.run([sys.executable, "-c", f"import os; open({str(told)!r}, 'w').write('\\n'.join(os.environ))"], 30)
    assert names == set(told.read_text().split())
    assert names & SECRETS.keys() == set()
