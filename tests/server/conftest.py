"""What the tests of the server share."""

from collections.abc import Callable

import pytest

from practice_app.settings import get_settings


@pytest.fixture
def settings(db_urls, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Other settings for one test."""

    def choose(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setattr(get_settings(), name, value)

    return choose
