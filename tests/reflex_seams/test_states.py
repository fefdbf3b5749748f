"""Where Reflex keeps a tab's state: a key for each class, which is all that a stranger's tab leaves behind."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import uuid4

import pytest
import reflex as rx
from redis.asyncio import Redis
from reflex.istate.manager.redis import StateManagerRedis
from reflex.state import State

from practice_app.reflex_seams import states
from practice_app.state.shared.base import OwnState

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_all_that_reflex_stores_of_a_tab_is_under_these_keys_and_goes_soon(redis_url):
    token = str(uuid4())
    redis = Redis.from_url(redis_url)
    manager = StateManagerRedis(redis=redis)
    try:
        root = State(_reflex_internal_init=True)
        root._was_touched = True
        await manager.set_state(rx.BaseStateToken(ident=token, cls=State), root)
        stored = {key.decode() async for key in redis.scan_iter(f"*{token}*")}
        assert stored
        assert stored <= set(states.keys(token))
        await states.expire_soon(SimpleNamespace(state_manager=manager), token)
        assert {await redis.ttl(key) <= states.SOON_S for key in stored} == {True}
    finally:
        await manager.close()


def test_every_state_below_another_is_found():
    class DeepState(OwnState):
        """Below."""

    class DeeperState(DeepState):
        """Further below."""

    assert {DeepState, DeeperState} <= set(states.below(State))


@dataclass
class Row:
    """As one release has it."""

    title: str


@dataclass
class LaterRow(Row):
    """As the next one has it."""

    band_s: float = 0


class ShelfState(OwnState):
    """Shows some rows."""

    rows: list[Row] = []  # noqa: RUF012 - Reflex copies defaults


async def test_what_a_release_before_left_of_a_tab_is_not_taken_for_rows_of_this_one(redis_url, monkeypatch):
    """A row that lacks a field broke each event of a tab that came over, until its state was gone."""
    token = rx.BaseStateToken(ident=str(uuid4()), cls=State)
    manager = StateManagerRedis(redis=Redis.from_url(redis_url))
    try:
        root = await manager.get_state(token)
        shelf = await root.get_state(ShelfState)
        shelf.rows = [Row("Largo")]
        await manager.set_state(token, root)
        again = await (await manager.get_state(token)).get_state(ShelfState)
        assert [row.title for row in again.rows] == ["Largo"]

        module = __import__(__name__, fromlist=["Row"])
        LaterRow.__qualname__, LaterRow.__name__ = Row.__qualname__, Row.__name__
        monkeypatch.setattr(module, "Row", LaterRow)
        monkeypatch.setattr(ShelfState.get_fields()["rows"], "type_", list[LaterRow])
        ShelfState._to_schema.cache_clear()
        anew = await (await manager.get_state(token)).get_state(ShelfState)
        assert anew.rows == []
    finally:
        ShelfState._to_schema.cache_clear()
        await manager.close()


def test_a_row_within_a_row_counts_and_one_that_holds_itself_ends():
    @dataclass
    class Tree:
        branches: "list[Tree]"

    Tree.__annotations__["branches"] = list[Tree]
    assert "branches" in states._shape(dict[str, Tree | None])


async def test_an_app_without_redis_has_nothing_to_let_go():
    await states.expire_soon(SimpleNamespace(state_manager=None), str(uuid4()))
