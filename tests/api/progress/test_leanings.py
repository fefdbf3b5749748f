"""How readily one is heard, over REST."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi.testclient import TestClient

from practice_app.database import transaction
from practice_app.services import analysis
from practice_app.services.analysis import CorrectionDraft
from tests.services.people import heard, metric, session, take
from workers.analysis import VERSION

LEANINGS = "/api/v1/analytics/leanings"


def corrected(who, day):
    row = session(who, datetime(2026, 3, day, 12, tzinfo=UTC), 30, instrument="violin")
    figure = metric("played_s", 600.0, low=500.0, high=1200.0)
    heard(row, who, take(row, who), 1800, 600, metrics=[figure], version=VERSION)
    with transaction(who) as db:
        analysis.correct(db, who, row.id, CorrectionDraft(kind="playing", start_s=600, end_s=720))


def test_it_is_listed_and_forgotten_by_whose_it_is_alone(ann: TestClient, bob: TestClient):
    who = UUID(ann.get("/api/v1/me").json()["id"])
    for day in (1, 2, 3):
        corrected(who, day)
    (one,) = ann.get(LEANINGS).json()["items"]
    assert (one["instrument"], one["sessions"], one["log_odds"] > 0.1) == ("violin", 3, True)
    assert bob.get(LEANINGS).json()["items"] == []
    assert bob.post(f"{LEANINGS}/forgotten", json={"instrument": "violin"}).status_code == 204
    assert ann.get(LEANINGS).json()["items"] == [one]
    assert ann.post(f"{LEANINGS}/forgotten", json={"instrument": "바이올린"}).status_code == 204
    assert ann.get(LEANINGS).json()["items"] == []
    assert ann.post(f"{LEANINGS}/forgotten", json={"instrument": "x" * 61}).status_code == 422
