"""A claimed job of whatever kind, from its claim to its end: kept alive, done, tried again or given up."""

import logging
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from practice_app import trail
from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.services.shared import jobs
from practice_app.services.shared.jobs import KINDS, Claim
from workers import isolated

log = logging.getLogger(__name__)
HEARTBEAT_S = 10.0
TELL_EVERY_S = 2.0
INTERNAL = "internal"


class Pulse:
    """A thread that keeps a claim alive; `ours` turns false when somebody else has the job, or nobody."""

    def __init__(self, claim: Claim) -> None:
        self._claim, self._stop, self._lost = claim, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="heartbeat")

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def ours(self) -> bool:
        """Whether the job is still ours, as far as is known."""
        return not self._lost.is_set()

    def _beat(self) -> None:
        while not self._stop.wait(HEARTBEAT_S):
            try:
                if not jobs.heartbeat(self._claim):
                    self._lost.set()
                    return
            except Unavailable:
                log.warning("no heartbeat for %s: the database is away", self._claim.job_id)


def run(claim: Claim) -> bool:
    """Do the job; whatever goes wrong, the row says what is to happen next. ``False``: it was given up, undone."""
    with trail.following(claim.request_id):
        return _run(claim)


def _run(claim: Claim) -> bool:
    if jobs.given_up(claim):
        entry(KINDS[claim.kind].give_up)(claim)
        return False
    try:
        with Pulse(claim) as pulse, trail.stretch("job", f"job {claim.kind}") as stretch:
            stretch.facts["attempt"] = claim.attempts
            log.info("job %s (%s): attempt %d", claim.job_id, claim.kind, claim.attempts)
            entry(KINDS[claim.kind].work)(claim, pulse)
    except isolated.Unwanted:
        log.info("job %s is no longer ours", claim.job_id)
    except Unavailable as away:
        log.warning("job %s is tried again: %s", claim.job_id, away)
        _release(claim, counts=False)
    except Exception:
        _went_wrong(claim)
    return True


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often."""
    with system_transaction() as db:
        jobs.fail(db, claim, INTERNAL, {})


def now_and_then(tell: Callable[[float], bool]) -> Callable[[float], None]:
    """Pass on how far a job is, every few seconds; raises Unwanted once ``tell`` says that it is no longer ours."""
    told_at = time.monotonic()

    def passed_on(progress: float) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < TELL_EVERY_S:
            return
        told_at = time.monotonic()
        if not tell(progress):
            raise isolated.Unwanted

    return passed_on


def entry(name: str) -> Any:
    """What `module:function` names."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def _went_wrong(claim: Claim) -> None:
    """Note what is raised just now, unless that is how a job ends which was taken from us."""
    if _taken(claim):
        log.info("job %s is no longer ours", claim.job_id)
        return
    log.exception("job %s (%s of %s): attempt %d", claim.job_id, claim.kind, claim.subject_id, claim.attempts)
    _give_up_or_retry(claim)


def _taken(claim: Claim) -> bool:
    try:
        return not jobs.heartbeat(claim)
    except Unavailable:
        return False


def _give_up_or_retry(claim: Claim) -> None:
    if claim.attempts < KINDS[claim.kind].most_attempts:
        _release(claim, counts=True)
        return
    try:
        entry(KINDS[claim.kind].give_up)(claim)
    except Unavailable:
        log.warning("job %s: the database is away", claim.job_id)


def _release(claim: Claim, *, counts: bool) -> None:
    """Give the job back; when the database is away too, its heartbeat will grow stale."""
    try:
        jobs.release(claim, counts=counts)
    except Unavailable:
        log.warning("job %s: its claim will run out", claim.job_id)
