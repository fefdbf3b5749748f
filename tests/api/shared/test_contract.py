"""Whatever a client sends, the API answers as its document says, and never with an error of ours.

Signed in as each role in turn: the examples of an endpoint are shared out among the callers.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi_checks

from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from tests.api.shared.callers import Caller, everybody, stand
from tests.conftest import Eraser

CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 2}
THERE = {GenerationMode.POSITIVE: 0.85, GenerationMode.NEGATIVE: 0.5}
"""How many of the requests are about things that are there, so that not every answer is a 404."""

FINE = (200, 201, 202, 204)
PARTS = 8
"""The endpoints are shared out, so that several workers try them beside each other."""
PROVING = {f"POST /api/v1/auth/{way}" for way in ("login", "refresh", "passkeys/login")}
"""Endpoints to which made-up proofs are all wrong."""
FEW_DOORS = {"signed out", "leaving"}
"""Who may do so little that a part of the endpoints may have nothing for them."""


@pytest.fixture(scope="module")
def app(rest: Any, _eraser: Eraser) -> Iterator[Any]:
    _eraser.erase()
    redis_client().flushdb()
    rates._limiter.cache_clear()
    storage.client.cache_clear()
    yield rest
    storage.client.cache_clear()
    _eraser.erase()


@pytest.fixture(scope="module")
def callers(app: Any) -> list[Caller]:
    return everybody()


@pytest.mark.parametrize("part", range(PARTS))
def test_the_api_answers_everybody_as_it_says(part: int, app: Any, callers: list[Caller]):
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    answered: Counter[tuple[str, int]] = Counter()
    endpoints, closed = 0, []
    for found in islice(schema.get_all_operations(), part, None, PARTS):
        endpoint = Endpoint(found.ok(), callers)
        endpoint.try_all()
        assert set(endpoint.called) == {caller.name for caller in callers}, endpoint.operation.label
        answered.update(endpoint.answered)
        closed += [endpoint.operation.label] if {status for _, status in endpoint.answered} == {401} else []
        endpoints += 1
    assert endpoints >= 100 // PARTS
    assert set(closed) <= PROVING, "nobody got past the door"
    inside = [who.name for who in callers if who.name not in FEW_DOORS]
    assert [name for name in inside if not any(answered[name, status] for status in FINE)] == []


class Endpoint:
    """An endpoint, called by everybody in an order of its own, the same each time."""

    def __init__(self, operation: Any, callers: list[Caller]) -> None:
        self.operation, self.callers = operation, callers
        self.choice = random.Random(operation.label)
        self.turns = cycle(self.choice.sample(callers, len(callers)))
        self.case: Any = None
        self.called: Counter[str] = Counter()
        self.answered: Counter[tuple[str, int]] = Counter()

    def try_all(self) -> None:
        """What fits the document, then what just doesn't; whoever had no turn yet sends the last one again."""
        redis_client().flushdb()
        stand(self.callers)
        for mode in EXAMPLES:
            self._examples(mode)
        for caller in islice(self.turns, len(self.callers)):
            if not self.called[caller.name] and self.case is not None:
                self._send(self.case, caller, GenerationMode.POSITIVE)

    def _examples(self, mode: GenerationMode) -> None:
        @settings(
            max_examples=EXAMPLES[mode],
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=self.operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:
            self.case = case
            self._send(case, next(self.turns), mode)

        with suppress(Unsatisfiable):  # where nothing can be sent, nothing wrong can be
            check()

    def _send(self, case: Any, caller: Caller, mode: GenerationMode) -> None:
        """Mostly about what is the caller's own, now and then about what is another's."""
        if self.choice.random() < THERE[mode]:
            owner = caller if self.choice.random() < 0.7 else self.choice.choice(self.callers)
            ids = self.choice.choice(owner.theirs)
            for name in set(case.path_parameters or ()) & set(ids):
                case.path_parameters[name] = str(ids[name])
        answer = case.call_and_validate(checks=CHECKS, headers=caller.headers)
        self.called[caller.name] += 1
        self.answered[caller.name, answer.status_code] += 1
