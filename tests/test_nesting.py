"""A request that would hold two connections at once fails in tests; the same guard is on in every other test."""

import logging
from collections.abc import Iterator
from threading import Thread
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import after_commit, engine, system_transaction
from practice_app.http.one_request import OneRequest
from practice_app.nesting import Nested
from practice_app.settings import get_settings
from practice_app.state.shared.base import OwnState
from tests.services.people import person
from tests.state.tabs import cookie_of, tab


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def one_more(*_: object) -> int:
    """Open a transaction."""
    with system_transaction() as db:
        return db.scalar(text("SELECT 1"))


def inside(do) -> None:
    with system_transaction():
        do()


def held() -> int:
    """How many connections of the pool are out."""
    return engine().pool.checkedout()


def test_a_transaction_inside_another_is_refused_and_the_next_one_is_fine(clean_database):
    with pytest.raises(Nested, match="inside a transaction"):
        inside(one_more)
    assert one_more() == 1


def test_where_people_practise_it_is_noted_and_goes_on(clean_database, monkeypatch, caplog):
    monkeypatch.setattr(get_settings(), "strict", False)
    with caplog.at_level(logging.ERROR):
        inside(one_more)
    assert "inside a transaction" in caplog.text
    assert "one_more" in caplog.records[0].stack_info


def test_what_follows_a_commit_is_outside_and_so_is_another_thread(clean_database):
    seen = []
    with system_transaction() as db:
        after_commit(db, lambda: seen.append((one_more(), held())))
        beside = Thread(target=lambda: seen.append(one_more()))
        beside.start()
        beside.join()
    assert seen == [1, (1, 0)]


@pytest.fixture
def client() -> TestClient:
    """Routes whose dependency opens a transaction in another thread than they work in."""
    app = FastAPI()
    app.add_middleware(OneRequest)

    def opened() -> Iterator[Session]:
        with system_transaction() as db:
            yield db

    @app.get("/one")
    def one(db: Annotated[Session, Depends(opened)]) -> int:
        return db.scalar(text("SELECT 1"))

    @app.get("/two")
    def two(db: Annotated[Session, Depends(opened)]) -> int:
        return one_more()

    return TestClient(app)


def test_a_request_that_holds_two_connections_is_found_over_its_threads(clean_database, client):
    assert client.get("/one").json() == 1
    with pytest.raises(Nested):
        client.get("/two")
    assert client.get("/one").json() == 1


@pytest.mark.anyio
async def test_a_verb_that_a_page_asks_opens_no_transaction_of_its_own(clean_database):
    state = await tab(OwnState, cookie_of(person("Ann")))
    with pytest.raises(Nested):
        await state._call_service(one_more)
