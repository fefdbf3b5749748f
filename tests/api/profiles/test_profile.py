"""What people tell of themselves, by the REST API."""

import unicodedata
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.words import INSTRUMENTS
from tests.services import people

ME = "/api/v1/me"


def test_a_new_account_tells_nothing_and_shows_nothing(ann):
    told = ann.get(ME).json()
    assert {name: told[name] for name in ("kind", "level", "years_playing", "picture_url", "bio")} == {
        "kind": None, "level": None, "years_playing": None, "picture_url": None, "bio": "",
    }  # fmt: skip
    assert told["instrument_levels"] == {}
    assert [told[name] for name in ("hashtags", "specialties", "reminders")] == [[], [], []]
    assert told["privacy"] == {"profile": "me", "statistics": "me", "sessions": "me"}


def test_what_is_told_stays_as_it_was_told(ann):
    told = {
        "kind": "hobby",
        "level": "Czerny 30",
        "instruments": ["가야금", "violin"],
        "instrument_levels": {"가야금": "초급", "violin": "Advanced"},
        "instrument_since": {"violin": 2015},
        "specialties": ["Baroque", "산조"],
        "years_playing": 11,
        "bio": "Plays in the evening.\nMostly Bach.",
        "hashtags": ["#violin", "취미", "＃練琴", "hobby", "VIOLIN"],
        "privacy": {"profile": "groups"},
        "reminders": [{"weekdays": [4, 0, 0], "at": "17:30"}],
    }
    assert ann.patch(ME, json=told).status_code == 200
    found = ann.get(ME).json()
    assert found["instruments"] == ["gayageum", "violin"]
    assert found["instrument_levels"] == {"gayageum": "beginner", "violin": "advanced"}
    assert found["instrument_since"] == {"violin": 2015}
    assert found["hashtags"] == ["violin", "취미", "練琴", "hobby"]
    assert found["privacy"] == {"profile": "groups", "statistics": "me", "sessions": "me"}
    assert found["reminders"] == [{"weekdays": [0, 4], "at": "17:30"}]
    same = ("kind", "level", "specialties", "years_playing", "bio")
    assert {name: found[name] for name in same} == {name: told[name] for name in same}


def test_null_empties_what_can_be_empty_and_the_rest_stays(ann):
    ann.patch(ME, json={"kind": "teacher", "level": "beginner", "years_playing": 3, "bio": "Hello"})
    found = ann.patch(ME, json={"kind": None, "level": None, "years_playing": None, "bio": None}).json()
    assert (found["kind"], found["level"], found["years_playing"], found["bio"]) == (None, None, None, "Hello")


def test_a_level_goes_with_its_instrument_and_brings_one(ann):
    found = ann.patch(ME, json={"instruments": ["violin"], "instrument_levels": {"erhu": "beginner"}}).json()
    assert found["instruments"] == ["violin", "erhu"]
    found = ann.patch(ME, json={"instruments": ["violin"]}).json()
    assert found["instrument_levels"] == {}


def test_hashtags_are_compared_as_they_look(ann):
    decomposed = unicodedata.normalize("NFD", "거문고")
    assert ann.patch(ME, json={"hashtags": [decomposed, "거문고"]}).json()["hashtags"] == ["거문고"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "robot"),
        ("level", "x" * 41),
        ("instrument_levels", {"violin": "x" * 41}),
        ("instrument_levels", dict.fromkeys(list(INSTRUMENTS)[:21], "beginner")),
        ("instrument_since", {"violin": 1650}),
        ("instrument_since", {"violin": 9999}),
        ("specialties", ["x" * 61]),
        ("specialties", [f"s{n}" for n in range(11)]),
        ("years_playing", -1),
        ("years_playing", 101),
        ("bio", "x" * 1001),
        ("hashtags", ["two words"]),
        ("hashtags", ["<script>"]),
        ("hashtags", ["x" * 31]),
        ("hashtags", [f"t{n}" for n in range(11)]),
        ("reminders", [{"weekdays": [1], "at": "25:00"}]),
        ("reminders", [{"weekdays": [1], "at": "17:30"}] * 11),
    ],
)
def test_what_can_t_be_taken_is_said_beside_its_field_and_changes_nothing(ann, field, value):
    before = ann.get(ME).json()
    answer = ann.patch(ME, json={"display_name": "Zoe", field: value})
    assert answer.status_code == 422
    assert answer.json()["field"].split(".")[0] == field
    assert ann.get(ME).json() == before


@pytest.mark.parametrize(
    "body",
    [
        {"privacy": {"profile": "nobody"}},
        {"privacy": {"recordings": "everyone"}},
        {"reminders": [{"weekdays": [7], "at": "17:30"}]},
        {"years_playing": "many"},
        {"hashtags": "violin"},
        {"title": "Maestro"},
        {"picture_url": "https://elsewhere.example/x.png"},
    ],
)
def test_what_makes_no_sense_is_refused(ann, body):
    assert ann.patch(ME, json=body).status_code == 422


def visited(client, person, **sent):
    return client.get(f"/api/v1/users/{person.user['id']}", **sent)


def test_a_profile_is_nobody_until_it_is_shown(ann, bob, visitor):
    for client in (bob, visitor):
        hidden, none = visited(client, ann), client.get("/api/v1/users/01a223f8-8eee-77db-9862-5e1220ae1487")
        assert hidden.status_code == none.status_code == 404
        assert hidden.json() == none.json()


def test_everyone_sees_what_is_shown_to_everyone_and_no_more(ann, bob, visitor):
    shown = {"profile": "everyone", "statistics": "everyone"}
    ann.patch(ME, json={"bio": "Plays.", "instruments": ["haegeum"], "hashtags": ["hobby"], "privacy": shown})
    played = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z", "note": "secret"}
    assert ann.post("/api/v1/sessions", json=played).status_code == 201
    for client in (bob, visitor):
        told = visited(client, ann).json()
        assert told["id"] == ann.user["id"]
        assert (told["display_name"], told["picture_url"], told["role"], told["verified"]) == (
            "Ann",
            None,
            "student",
            False,
        )
        assert (told["instruments"], told["bio"], told["hashtags"]) == (["haegeum"], "Plays.", ["hobby"])
        assert told["statistics"] == {
            "seconds": 1800, "sessions": 1, "days": 1, "low_s": None, "high_s": None,
            "last_28_days": {"seconds": 0, "days": 0, "low_s": None, "high_s": None},
        }  # fmt: skip
        assert told["sessions"] is None
        assert "example.com" not in str(told)
        assert not {"email", "timezone", "locale", "privacy", "reminders"} & set(told)
    ann.patch(ME, json={"privacy": {"sessions": "everyone"}})
    told = {"day": "2026-03-01", "seconds": 1800, "instrument": "", "low_s": None, "high_s": None}
    assert visited(visitor, ann).json()["sessions"] == [told]
    ann.patch(ME, json={"privacy": {"profile": "me"}})
    assert visited(visitor, ann).status_code == 404


def test_what_is_not_sure_is_told_between_what_and_what_it_lies(ann, visitor):
    ann.patch(ME, json={"privacy": {"profile": "everyone", "statistics": "everyone"}})
    who = UUID(ann.user["id"])
    for back, sure in ((2, 0.5), (60, 0.9)):
        row = people.session(who, datetime.now(UTC) - timedelta(days=back), 30)
        figures = [people.metric("played_s", 1200.0, sure, low=900.0, high=1500.0)]
        people.heard(row, who, people.take(row, who), 1800, 1200, metrics=figures)
    told = visited(visitor, ann).json()["statistics"]
    assert (told["seconds"], told["low_s"], told["high_s"]) == (2400, 2100, 2700)
    assert told["last_28_days"] == {"seconds": 1200, "days": 1, "low_s": 900, "high_s": 1500}
    page = visitor.get(f"/users/{who}", headers={"accept-language": "en"}).text.replace("\u00a0", " ")
    assert "<dd>about 15 min to 25 min</dd>" in page
    assert "<dd>about 35 min to 45 min</dd>" in page


def test_one_sees_all_of_ones_own(ann):
    told = visited(ann, ann).json()
    assert (told["display_name"], told["sessions"]) == ("Ann", [])


def test_a_token_that_is_good_no_more_is_told_so(ann, visitor):
    assert visited(visitor, ann, headers={"Authorization": "Bearer x"}).status_code == 401
