"""`make test ONLY=…` runs what it is asked for, and fails when there is no such test."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.stack import ROOT


@pytest.fixture(scope="module")
def only():
    spec = spec_from_file_location("only", ROOT / "tools" / "only.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", ["tests/api", "tests/test_text.py", "tests/test_text.py::test_x"])
def test_a_path_of_python_tests(only, path):
    assert list(only.chosen(path)) == [only.pytest(path)]


def test_a_path_of_javascript_tests(only):
    assert list(only.chosen("practice_app/words.test.js")) == [only.vitest("words.test.js")]
    assert list(only.chosen("practice_app/components/outbox")) == [only.vitest("components/outbox")]


def test_a_word_finds_tests_of_both_kinds(only):
    assert list(only.chosen("metronome")) == [
        only.pytest("-k", "metronome"),
        only.vitest("--testNamePattern", "metronome"),
    ]


def test_an_expression_is_for_python(only):
    assert list(only.chosen("stranger and not recording")) == [only.pytest("-k", "stranger and not recording")]


def test_what_nobody_wrote_fails(only):
    nobody = "".join(["nobody", "wrote", "this"])
    assert list(only.chosen(nobody)) == []
    check = [sys.executable, str(ROOT / "tools" / "check.py")]
    done = subprocess.run(check, env={"ONLY": nobody, "CHROMIUM_PATH": "none"}, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"FAILED: tests" in done.stdout
