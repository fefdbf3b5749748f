"""Two people, each with a browser."""

import pytest

from tests.conftest import DbUrls
from tests.services.people import person
from tests.state.tabs import cookie_of


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def ann(clean_database: DbUrls):
    return person("Ann", "Asia/Seoul")


@pytest.fixture
def bob(clean_database: DbUrls):
    return person("Bob")


@pytest.fixture
def anns(ann) -> str:
    """Ann's cookie."""
    return cookie_of(ann)


@pytest.fixture
def bobs(bob) -> str:
    """Bob's cookie."""
    return cookie_of(bob)
