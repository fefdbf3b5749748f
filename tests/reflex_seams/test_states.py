"""Where Reflex keeps a tab's state: a key for each class, which is all that a stranger's tab leaves behind."""

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


async def test_an_app_without_redis_has_nothing_to_let_go():
    await states.expire_soon(SimpleNamespace(state_manager=None), str(uuid4()))
