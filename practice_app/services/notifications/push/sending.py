"""One push to one device: encrypted, signed, and what the service answers. It is asked once, and led nowhere else."""

import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import httpx

from practice_app.services.notifications.push import hosts, keys
from practice_app.services.notifications.push.base64url import decoded
from practice_app.services.notifications.push.encrypting import encrypted
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
PATIENCE_S: Final = 10.0
TTL_S: Final = 24 * 3600
"""For how long a service keeps a push for a device that is off."""
LONGEST_WAIT_S: Final = 3600


class Outcome(StrEnum):
    """What became of a push."""

    SENT = "sent"
    GONE = "gone"
    """The device takes no more: its subscription is over."""
    LATER = "later"
    REFUSED = "refused"
    """It would be refused again."""


@dataclass(frozen=True)
class Answer:
    """What a service answered; ``wait_s``: what it asks us to wait."""

    outcome: Outcome
    wait_s: float = 0.0


@step
def send(endpoint: str, public_key: str, auth_secret: str, payload: bytes) -> Answer:
    """Send one push. Where it goes to, and what it says, stands in no log."""
    if not hosts.allowed(endpoint):
        return Answer(Outcome.GONE)
    try:
        body = encrypted(payload, decoded(public_key), decoded(auth_secret))
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL_S),
            "Urgency": "normal",
            "Authorization": keys.authorization(endpoint),
        }
        with _client().stream("POST", endpoint, content=body, headers=headers) as answer:
            return _read(answer, urlsplit(endpoint).hostname or "")
    except httpx.HTTPError as error:
        log.warning("a push service did not answer: %s", type(error).__name__)
        return Answer(Outcome.LATER)


@lru_cache
def _client() -> httpx.Client:
    return httpx.Client(timeout=PATIENCE_S, follow_redirects=False)


def _read(answer: httpx.Response, host: str) -> Answer:
    """Read the status alone: whatever else a service writes is left unread."""
    status = answer.status_code
    if answer.is_success:
        return Answer(Outcome.SENT)
    if status in {404, 410}:
        return Answer(Outcome.GONE)
    if status in {408, 425, 429} or status >= 500:
        return Answer(Outcome.LATER, _wait_s(answer.headers.get("retry-after", "")))
    log.warning("%s refused a push with status %d", host, status)
    return Answer(Outcome.REFUSED)


def _wait_s(told: str) -> float:
    return min(float(told), LONGEST_WAIT_S) if told.isascii() and told.isdecimal() else 0.0
