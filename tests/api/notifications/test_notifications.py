"""What somebody was told, as another client meets it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from practice_app.database import system_transaction, transaction
from practice_app.models import NotificationKind
from practice_app.services.shared.telling import tell

V1 = "/api/v1"


def told(to, key, kind=NotificationKind.EXPORT_READY, **more):
    with system_transaction() as db:
        tell(db, UUID(to.user["id"]), kind, key, **more)


def got(client, query=""):
    return client.get(f"{V1}/notifications{query}").json()


def test_it_is_listed_in_the_readers_language_read_and_counted(ann, bob):
    told(ann, "one", path="/settings/data", n=24)
    told(ann, "two", NotificationKind.TITLE_EARNED, title="First hour")
    first, second = got(ann)["items"]
    assert first["says"] == "You earned “First hour”."
    assert second | {"id": "", "at": ""} == {
        "id": "",
        "kind": "export_ready",
        "at": "",
        "read_at": None,
        "says": "Your export is ready. It can be fetched for 24 hours.",
        "url": "/settings/data",
        "actor": None,
    }
    ann.headers["accept-language"] = "ko"
    assert "연습" in got(ann)["items"][0]["says"] or got(ann)["items"][0]["says"] != first["says"]
    assert got(bob) == {"items": [], "next_cursor": None, "unread": 0}
    assert bob.post(f"{V1}/notifications/read", json={"ids": [first["id"]]}).status_code == 204
    assert got(ann)["unread"] == 2
    assert ann.post(f"{V1}/notifications/read", json={"ids": [first["id"]]}).status_code == 204
    assert [row["id"] for row in got(ann, "?unread=true")["items"]] == [second["id"]]
    assert ann.post(f"{V1}/notifications/read", json={"all": True}).status_code == 204
    assert got(ann)["unread"] == 0


def test_a_moment_is_said_by_the_readers_own_clock(ann, bob):
    assert ann.patch(f"{V1}/me", json={"timezone": "Asia/Seoul"}).is_success
    with transaction(UUID(bob.user["id"])) as db:
        told_at = {"at": "2026-03-02T17:00:00+00:00", "by": UUID(bob.user["id"])}
        tell(db, UUID(ann.user["id"]), NotificationKind.LESSON_MOVED, "one", **told_at)
    said = got(ann)["items"][0]["says"]
    assert said.startswith(f"{bob.user['display_name']} moved a lesson. It begins Mar 3, 2026, 2:00:00")


def test_a_long_list_comes_page_by_page(ann):
    for n in range(5):
        told(ann, str(n))
    page = got(ann, "?limit=3")
    rest = got(ann, f"?limit=3&cursor={page['next_cursor']}")
    assert len({row["id"] for row in [*page["items"], *rest["items"]]}) == 5
    assert rest["next_cursor"] is None


def test_what_reads_nothing_or_everything_and_something_is_refused(ann):
    for body in ({}, {"all": False}, {"all": True, "ids": []}, {"ids": ["no"]}):
        assert ann.post(f"{V1}/notifications/read", json=body).status_code == 422


def test_whose_deed_it_was_is_named(ann, bob):
    with transaction(UUID(bob.user["id"])) as db:
        tell(db, UUID(ann.user["id"]), NotificationKind.JOINED, "one", by=UUID(bob.user["id"]))
    who = {"id": bob.user["id"], "display_name": bob.user["display_name"], "picture_url": None}
    assert got(ann)["items"][0]["actor"] == who | {"instruments": [], "role": "student", "verified": False}


def test_ways_are_chosen_kind_by_kind(ann):
    me = f"{V1}/me/notifications"
    first = ann.get(me).json()
    assert first["quiet"] is None
    assert first["kinds"]["lesson_moved"] == {"app": True, "push": True, "mail": True}
    assert len(first["kinds"]) == len(NotificationKind)
    wanted = {"kinds": {"title_earned": {"app": False}}, "quiet": {"from": "22:00", "to": "07:30"}, "discreet": True}
    kept = ann.put(me, json=wanted).json()
    assert kept == ann.get(me).json()
    assert (kept["quiet"], kept["discreet"]) == ({"from": "22:00", "to": "07:30"}, True)
    assert kept["kinds"]["title_earned"]["app"] is False
    assert kept["kinds"]["comment"] == first["kinds"]["comment"]
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=3)
    times = {"started_at": at.isoformat(), "ended_at": (at + timedelta(hours=1)).isoformat(), "timezone": "UTC"}
    assert ann.post(f"{V1}/sessions", json=times).status_code == 201
    assert got(ann)["items"] == []
    for wrong in (
        {"kinds": {"nonsense": {"app": True}}},
        {"kinds": {"comment": {"pigeon": True}}},
        {"quiet": {"from": "25:00", "to": "07:00"}},
        {"quiet": {"from": "07:00", "to": "07:00"}},
        {"quiet": {"from": "07:00"}},
    ):
        assert ann.put(me, json=wrong).status_code == 422, wrong
