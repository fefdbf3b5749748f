"""S3 as these tests want it: with a client of its own, or away."""

from collections.abc import Iterator
from typing import Any

import pytest

from practice_app.services.shared import storage
from practice_app.settings import get_settings


@pytest.fixture(autouse=True)
def _fresh_client(clean_database: Any) -> Iterator[None]:
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


@pytest.fixture
def s3_is_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """S3 as it looks when its address answers nothing."""
    monkeypatch.setenv("S3_ENDPOINT_URL", "http://127.0.0.1:9")
    get_settings.cache_clear()
    storage.client.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    get_settings.cache_clear()
    storage.client.cache_clear()
