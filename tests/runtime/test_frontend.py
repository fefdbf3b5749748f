"""When the pages are built."""

import pytest

from practice_app.run import frontend


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout small enough to change."""
    for name in ("practice_app/pages/journal/home.py", "practice_app/run/launcher.py", "assets/sw.js", "rxconfig.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(frontend, "_MADE_FROM_FILES", ("rxconfig.py",))
    return tmp_path


@pytest.mark.parametrize("name", ["practice_app/pages/journal/home.py", "assets/sw.js", "rxconfig.py"])
def test_a_changed_source_means_a_new_build(checkout, name):
    before = frontend.fingerprint()
    (checkout / name).write_text("second")
    assert frontend.fingerprint() != before


def test_a_new_or_renamed_source_means_a_new_build(checkout):
    before = frontend.fingerprint()
    (checkout / "practice_app/pages/journal/home.py").rename(checkout / "practice_app/pages/house.py")
    assert frontend.fingerprint() != before


def test_what_only_the_server_runs_does_not(checkout):
    before = frontend.fingerprint()
    (checkout / "practice_app/run/launcher.py").write_text("second")
    (checkout / "practice_app/pages/__pycache__").mkdir()
    (checkout / "practice_app/pages/__pycache__/home.pyc").write_text("compiled")
    (checkout / "assets/external").mkdir()
    (checkout / "assets/external/island.jsx").write_text("published by the build itself")
    assert frontend.fingerprint() == before
