"""What a device may tell about a session: checked before anything is stored."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice_app.errors import Invalid
from practice_app.services.practice.drafts import SessionDraft
from practice_app.services.shared.fields import checked
from tests.api.practice.test_sessions import at, practised

FAR_AWAY = (datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=3)).isoformat()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ended_at", at(-1)),
        ("ended_at", at(24 * 60 + 1)),
        ("ended_at", "2026-03-01T16:00:00"),
        ("started_at", "yesterday"),
        ("started_at", "0001-01-01T00:00:00+14:00"),
        ("started_at", FAR_AWAY),
        ("client_updated_at", FAR_AWAY),
        ("intervals", [{"started_at": at(10), "ended_at": at(5)}]),
        ("intervals", [{"started_at": at(0), "ended_at": at(31)}]),
        ("intervals", [{"started_at": at(-1), "ended_at": at(5)}]),
        ("intervals", [{"started_at": at(0), "ended_at": at(9)}, {"started_at": at(8), "ended_at": at(10)}]),
        ("intervals", [{"started_at": at(0), "ended_at": at(0)}] * 1001),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("note", "x" * 10_001),
        ("instrument", "x" * 61),
        ("focus", ["x" * 61]),
        ("focus", [str(n) for n in range(21)]),
        ("mode", "fast"),
        ("self_rating", 6),
        ("self_rating", 2**70),
        ("target_bpm", 0),
        ("target_bpm", float("inf")),
        ("target_bpm", float("nan")),
        ("source", "guess"),
        ("tag_ids", ["not an id"]),
        ("items", [{"seconds": -1, "repetitions": 1}]),
        ("items", [{"seconds": 1, "repetitions": 2**63}]),
        ("items", [{"seconds": 1}] * 201),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(field: str, value: Any):
    with pytest.raises(Invalid) as refused:
        checked(SessionDraft, practised(**{field: value}))
    assert {e.field.split(".")[0] for e in refused.value.errors} == {field}


def test_the_same_content_is_known_however_it_was_written():
    one = checked(SessionDraft, practised())
    other = checked(
        SessionDraft,
        practised(started_at="2026-03-02T00:30:00+09:00", note=" third position at last ", client_updated_at=at(99)),
    )
    assert one.content_hash() == other.content_hash()
    assert one.content_hash() != checked(SessionDraft, practised(note="else")).content_hash()


def test_the_clock_leaves_pauses_out():
    assert checked(SessionDraft, practised()).clock_s == 25 * 60


def test_without_intervals_the_whole_time_counts():
    assert checked(SessionDraft, {"started_at": at(0), "ended_at": at(20)}).clock_s == 20 * 60
