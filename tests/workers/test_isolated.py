"""Analysers that wait for work: one is used, one that died meanwhile costs nothing, none outlives its parent."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import sounds
from workers import isolated

ORPHAN = """
import time
from workers import isolated
isolated.get_ready()
print(isolated._ready[0].pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Path, isolated.Ask]:
    sounds.write_wav(tmp_path / "recording", sounds.room(2.0, -60.0))
    return tmp_path, isolated.Ask("recording", None, None, keep=False)


@pytest.fixture
def waiting():
    isolated.get_ready()
    yield isolated._ready[0]
    for left in isolated._ready:
        left.kill()
        left.wait()


def test_the_analyser_that_waits_does_the_job_and_then_ends(asked, waiting):
    assert "analysis" in isolated.hear(*asked, lambda: True)
    assert waiting.returncode == 0
    assert isolated._ready == []


def test_one_that_died_while_it_waited_is_replaced(asked, waiting):
    waiting.kill()
    waiting.wait()
    assert "analysis" in isolated.hear(*asked, lambda: True)


def test_one_that_waits_ends_with_its_parent():
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    analyser = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    # Another's child cannot be waited for: its standard input, the only one there is of that pipe, was closed.
    subprocess.run(["tail", f"--pid={analyser}", "-f", "/dev/null"], check=True, timeout=60)
