"""Comparisons over REST: of two kept recordings of one's own, and nobody else's."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Comparison, PracticeSession
from practice_app.models.columns import now
from practice_app.services.comparisons import asking
from tests.services.people import session, take

FOUND = {
    "matches": True,
    "confidence": 0.9,
    "seconds": [60.0, 64.0],
    "path": [[0.0, 0.5], [30.0, 31.0], [60.0, 64.0]],
    "stretches": [{"a_from_s": 0.0, "a_to_s": 60.0, "b_from_s": 0.5, "b_to_s": 64.0}],
    "curves": {"step_s": 1.0, "loudness_a": [], "loudness_b": [], "faster_pct": []},
    "differences": [
        {"key": "tempo", "change": "slower", "a": 30.0, "b": 33.0, "unit": "s", "from_s": 30.0, "to_s": 60.0}
        | {"b_from_s": 31.0, "b_to_s": 64.0, "bars": [9, 16]},
        {"key": "loudness_lufs", "change": "louder", "a": 0.0, "b": 3.0, "unit": "dB", "from_s": 30.0, "to_s": 60.0}
        | {"b_from_s": 31.0, "b_to_s": 64.0, "bars": None},
    ],
}


def takes(client, *, keep=(True, True), status="ready", **more):
    who = UUID(client.user["id"])
    row = session(who, datetime(2026, 3, 2, 12, tzinfo=UTC))
    return [str(take(row, who, status, keep=kept, **more)) for kept in keep]


def ask(client, a, b):
    return client.post("/api/v1/comparisons", json={"a": a, "b": b})


def done(comparison_id, found=FOUND):
    with system_transaction() as db:
        comparison = db.get_one(Comparison, UUID(comparison_id))
        comparison.status, comparison.found = "ready", found


def test_two_kept_takes_are_compared_and_asked_again_it_is_the_same(ann):
    a, b = takes(ann)
    answer = ask(ann, a, b)
    assert answer.status_code == 202, answer.text
    assert ask(ann, a, b).json() == answer.json()
    assert ask(ann, b, a).json() != answer.json()
    shown = ann.get(f"/api/v1/comparisons/{answer.json()['id']}").json()
    assert (shown["status"], shown["path"], shown["differences"], shown["matches"]) == ("queued", [], [], None)
    assert (shown["a"], shown["b"]) == (a, b)


def test_what_was_found_is_told_in_the_readers_language(ann):
    comparison_id = ask(ann, *takes(ann)).json()["id"]
    done(comparison_id)
    shown = ann.get(f"/api/v1/comparisons/{comparison_id}").json()
    assert shown["status"] == "ready"
    assert shown["path"] == FOUND["path"]
    assert [one["says"] for one in shown["differences"]] == ["Bars 9–16: 9 % slower", "0:30–1:00: louder"]
    korean = ann.get(f"/api/v1/comparisons/{comparison_id}", headers={"Accept-Language": "ko"}).json()
    assert korean["differences"][0]["says"] != shown["differences"][0]["says"]


def test_what_does_not_match_says_so_instead_of_a_path(ann):
    comparison_id = ask(ann, *takes(ann)).json()["id"]
    done(comparison_id, FOUND | {"matches": False, "path": [], "stretches": [], "differences": []})
    shown = ann.get(f"/api/v1/comparisons/{comparison_id}").json()
    assert (shown["matches"], shown["path"]) == (False, [])
    assert "don't match" in shown["says"]


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ({"keep": (True, False)}, 409, "not_kept"),
        ({"media_deleted_at": now()}, 409, "not_kept"),
        ({"status": "queued"}, 409, "not_ready"),
        ({"length_s": asking.LONGEST_S + 1}, 422, "invalid"),
    ],
)
def test_only_what_was_kept_heard_and_is_not_too_long_is_compared(ann, how, status, code):
    answer = ask(ann, *takes(ann, **how))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_take_beside_itself_is_no_comparison(ann):
    a, _ = takes(ann)
    answer = ask(ann, a, a)
    assert (answer.status_code, answer.json()["field"]) == (422, "b")


def test_a_stranger_compares_nothing_of_anns_and_reads_nothing(ann, sign_up):
    bob = sign_up("Bob")
    (a, b), his = takes(ann), takes(bob)
    comparison_id = ask(ann, a, b).json()["id"]
    for pair in ((a, b), (a, his[0]), (his[0], a)):
        assert ask(bob, *pair).status_code == 404
    assert bob.get(f"/api/v1/comparisons/{comparison_id}").status_code == 404


def test_a_comparison_goes_out_of_sight_with_the_session_of_either_take(ann):
    comparison_id = ask(ann, *takes(ann)).json()["id"]
    with system_transaction() as db:
        for row in db.exec(select(PracticeSession)):
            row.deleted_at = now()
    assert ann.get(f"/api/v1/comparisons/{comparison_id}").status_code == 404


def test_the_oldest_goes_when_there_are_too_many(ann, monkeypatch):
    monkeypatch.setattr(asking, "MOST_KEPT", 2)
    a, b, c = takes(ann, keep=(True, True, True))
    first = ask(ann, a, b).json()["id"]
    for pair in ((a, c), (b, c)):
        assert ask(ann, *pair).status_code == 202
    assert ann.get(f"/api/v1/comparisons/{first}").status_code == 404
