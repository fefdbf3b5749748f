"""Who tried too often is told for how long to wait, in a unit that says something."""

from uuid import uuid4

import pytest

from practice_app.errors import TooMany
from practice_app.locales import translate
from practice_app.services.shared.limits.rates import spend, too_many


@pytest.mark.parametrize(
    ("wait_s", "said"),
    [
        (1, "in 2 seconds"),
        (30, "in 30 seconds"),
        (119, "in 119 seconds"),
        (120, "in 2 minutes"),
        (3599, "in 60 minutes"),
        (7200, "in 2 hours"),
        (80_000, "in 23 hours"),
    ],
)
def test_the_wait_is_told_and_never_too_short(wait_s, said):
    problem = too_many(wait_s)
    assert problem.retry_after_s == wait_s
    assert said in translate("en", problem.detail, **problem.values)


def test_whoever_is_refused_for_a_minute_spends_nothing_of_the_hour(clean_database):
    """The longest wait is told."""
    who = str(uuid4())
    spend("3/hour;2/minute", who)
    spend("3/hour;2/minute", who)
    for _ in range(3):
        with pytest.raises(TooMany) as refused:
            spend("3/hour;2/minute", who)
        assert refused.value.retry_after_s <= 60
    spend("3/hour", who)
    with pytest.raises(TooMany) as refused:
        spend("3/hour;2/minute", who)
    assert refused.value.retry_after_s > 60
