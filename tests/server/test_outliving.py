"""A web process whose master is gone ends by itself."""

import os

import pytest

from practice_app.server import outliving


@pytest.mark.anyio
async def test_it_stays_as_long_as_its_master_and_ends_after_it(monkeypatch):
    parents = iter([7, 7, 7, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    monkeypatch.setattr(outliving, "LOOK_EVERY_S", 0)
    ended = []
    await outliving.follow(lambda: ended.append(next(parents, "after the last")))
    assert ended == ["after the last"]
