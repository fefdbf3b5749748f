"""A web process ends when its master is gone: killed, that one can't end it, and its port is its successor's."""

import asyncio
import logging
import os
from collections.abc import Callable

log = logging.getLogger(__name__)
LOOK_EVERY_S = 1.0


def _leave() -> None:
    os._exit(0)  # who would wait for it is gone


async def follow(leave: Callable[[], None] = _leave) -> None:
    """Look every second whether whoever started this process is still there, for as long as it lives."""
    master = os.getppid()
    while os.getppid() == master:
        await asyncio.sleep(LOOK_EVERY_S)
    log.warning("the master of this web process is gone, so it ends")
    leave()
