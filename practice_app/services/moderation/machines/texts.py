"""Any classifier of texts that speaks HTTP and JSON: asked once, led nowhere else, and not waited for long.

It is sent ``{"text": …}`` and nothing of who wrote it. Of its answer whatever has a name and a number is read, as
services write it: ``{"label": "insult", "score": 0.9}`` or ``{"insult": 0.9}``, however deep it lies.
"""

import json
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import httpx

from practice_app.services.moderation.machines.asked import NotAnswered
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

PATIENCE_S: Final = 10.0
LONGEST: Final = 20_000
"""Characters that are sent: as long as a post may be."""
LARGEST: Final = 64_000
"""Bytes of an answer."""


@step
def flagged(text: str) -> bool:
    """Tell whether the classifier is sure that somebody should look at it; raise ``NotAnswered``."""
    settings = get_settings()
    return any(score >= settings.flag_at for name, score in scores(_asked(text)) if name in settings.flag_names)


def scores(answer: Any) -> Iterator[tuple[str, float]]:
    """Give whatever has a name and a number, names folded."""
    waiting = [answer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            name = one.get("label") or one.get("name")
            found = {name: one.get("score")} if isinstance(name, str) and "score" in one else one
            for key, value in found.items():
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield str(key).casefold(), float(value)
                else:
                    waiting.append(value)


def _asked(text: str) -> Any:
    settings = get_settings()
    token = settings.flag_text_token.get_secret_value()
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    told = {"text": text[:LONGEST]}
    try:
        with _client().stream("POST", settings.flag_text_url, json=told, headers=headers) as answer:
            answer.raise_for_status()
            return json.loads(_read(answer))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
        raise NotAnswered(type(error).__name__) from error


def _read(answer: httpx.Response) -> bytes:
    until, body = time.monotonic() + PATIENCE_S, b""
    for part in answer.iter_raw():
        body += part
        if len(body) > LARGEST or time.monotonic() > until:
            raise NotAnswered("too long")
    return body


@lru_cache
def _client() -> httpx.Client:
    return httpx.Client(timeout=PATIENCE_S, follow_redirects=False)
