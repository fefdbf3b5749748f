"""When the pages are built, and that the names Reflex keeps to itself are still its own."""

import pytest
from reflex_base.environment import environment

from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF, SERVES_A_FINISHED_BUILD
from practice_app.run import frontend


@pytest.mark.parametrize(
    ("name", "found", "meaning"),
    [
        ("REFLEX_ENV_MODE", environment.REFLEX_ENV_MODE, "prod"),
        ("__REFLEX_SKIP_COMPILE", environment.REFLEX_SKIP_COMPILE, True),
        ("__REFLEX_MOUNT_FRONTEND_COMPILED_APP", environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP, True),
        ("REFLEX_CHECK_LATEST_VERSION", environment.REFLEX_CHECK_LATEST_VERSION, False),
        ("REFLEX_USE_SYSTEM_BUN", environment.REFLEX_USE_SYSTEM_BUN, True),
    ],
)
def test_reflex_still_knows_the_names_we_start_it_with(monkeypatch, name, found, meaning):
    for key, value in (SERVES_A_FINISHED_BUILD | KEEPS_TO_ITSELF).items():
        monkeypatch.setenv(key, value)
    value = found.get()
    assert found.name == name
    assert getattr(value, "value", value) == meaning


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
