"""What is said of long notes: how they sound, beside how they sounded before, and nothing of how well."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import practice
from practice_app.services.journal import session_page, toning
from tests.services.people import heard, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def figure(value, confidence=0.9, key="tone_brightness", **more):
    return {"key": key, "value": value, "unit": "", "confidence": confidence, "reason": None, "evidence": []} | more


def curve(*values):
    return [{"key": "tone_brightness", "unit": "harmonics", "step_s": 0.5, "values": list(values)}]


def test_nothing_is_said_where_no_note_was_held_or_it_is_a_guess():
    assert toning.told([], [], []) == {}
    assert toning.told([figure(None)], [], []) == {}
    assert toning.told([figure(3.2, 0.3)], [], []) == {}


def test_the_noise_is_left_out_where_it_is_a_guess():
    both = [figure(3.2), figure(18.0, 0.9, "tone_over_noise_db")]
    assert toning.told(both, [], [])["over_noise"] == 18
    assert toning.told([both[0], both[1] | {"confidence": 0.2}], [], [])["over_noise"] is None


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [(0.3, 0.05, "steadier"), (0.05, 0.3, "wavered more"), (0.1, 0.1, "as much at the end")],
)
def test_how_it_went_is_said_by_how_much_it_wavers_in_either_half(first, second, said):
    values = [3 + width * (n % 2) for width in (first, second) for n in range(12)]
    assert said in toning.told([figure(3.0)], curve(*values), [])["course"]


def test_of_few_long_notes_it_is_not_said_how_it_went_and_what_lies_between_notes_is_no_waver():
    assert toning.told([figure(3.0)], curve(3, 4, 3, 4), [])["course"] == ""
    alternating = [value for n in range(30) for value in (3.0 + n % 2, None)]
    assert toning.told([figure(3.0)], curve(*alternating), [])["course"] == ""


@pytest.mark.parametrize(
    ("value", "said"), [(3.4, "Brighter"), (2.6, "Darker"), (3.0, "As bright"), (3.2, "As bright")]
)
def test_it_is_laid_beside_what_it_was_before(value, said):
    told = toning.told([figure(value)], [], [3.1, 2.9, 3.0])
    assert told["beside"].startswith(said)
    assert told["values"] == {"n": 3, "low": "2.9", "high": "3.1"}


def test_two_sessions_before_say_nothing():
    assert toning.told([figure(3.4)], [], [3.1, 2.9])["beside"] == ""


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def practised(who, days, brightness, instrument="cello", pitch_hz=220.0):
    row = session(who, NOON + timedelta(days=days), 10, instrument=instrument)
    told = [figure(360.0, key="played_s"), figure(brightness, pitch_hz=pitch_hz)]
    heard(row, who, take(row, who), 600, 360, metrics=told)
    return row


def opened(who, row):
    with transaction(who) as db:
        return session_page.opened(db, who, row.id).tone


def test_only_ones_own_earlier_sessions_on_the_same_instrument_and_about_as_high_are_laid_beside(ann):
    for days, brightness in enumerate((3.0, 3.1, 3.2)):
        practised(ann, days, brightness)
    practised(ann, 3, 9.0, instrument="viola")
    practised(ann, 4, 9.0, pitch_hz=440.0)
    practised(person("Bob"), 3, 9.0)
    gone = practised(ann, 5, 9.0)
    with transaction(ann) as db:
        practice.delete(db, ann, gone.id)
    now = practised(ann, 6, 3.15)
    practised(ann, 7, 9.0)  # later
    assert opened(ann, now)["values"] == {"n": 3, "low": "3.0", "high": "3.2"}


def test_a_session_without_an_instrument_is_laid_beside_nothing(ann):
    for days in range(4):
        row = practised(ann, days, 3.0, instrument="")
    assert (opened(ann, row)["brightness"], opened(ann, row)["beside"]) == (3.0, "")
