"""`make test` runs some sections beside the tests; what they find counts all the same."""

import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.stack import ROOT


@pytest.fixture
def check(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    monkeypatch.delenv("ONLY", raising=False)
    spec = spec_from_file_location("check", ROOT / "tools" / "check.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ending(status):
    """A section whose one command says something and ends like that."""

    def section():
        """Says something."""
        yield [sys.executable, "-c", f"print('said ' * 2); raise SystemExit({status})"]

    return section


@pytest.mark.parametrize("fails", [None, "style", "types", "tests"])
def test_whatever_fails_is_named_and_its_words_are_heard(check, capfd, fails):
    check.SECTIONS = {name: ending(int(name == fails)) for name in ("style", "types", "tests")}
    assert check.main([]) == bool(fails)
    said = capfd.readouterr().out
    assert said.count("said said") == 3
    assert ("All checks passed" in said, f"FAILED: {fails}" in said) == (not fails, bool(fails))


def test_every_section_that_runs_beside_the_tests_is_one(check):
    assert set(check.SECTIONS) > check.ASIDE
    assert "tests" not in check.ASIDE
