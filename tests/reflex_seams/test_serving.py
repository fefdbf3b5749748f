"""The names that Reflex keeps to itself are still its own."""

import pytest
from reflex_base.environment import environment

from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF, SERVES_A_FINISHED_BUILD


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
