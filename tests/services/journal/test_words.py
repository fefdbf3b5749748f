"""What a session's page says: words come first, and nothing is guessed."""

import re

import pytest

from practice_app.metrics import REASONS, Reason
from practice_app.services.journal import bowing, felt, words
from practice_app.services.journal.words import Said, both, drilled, figures, first, heights, sure, why

SESSION = {"status": "ready", "played_s": 720.0, "clock_s": 1200.0, "named": True, "source": "timer"}


def filled(message: str, **values: object) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), message)


def english(said: Said) -> str:
    message = said.many if said.many and said.n != 1 else said.one
    return filled(message, n=said.n, part=said.part, most=said.most, name="violin", time="20 min")


def test_it_says_how_long_the_instrument_sounded():
    assert english(first(**SESSION)) == "The violin sounded 12 of 20 minutes."
    assert english(first(**SESSION | {"named": False})) == "Your instrument sounded 12 of 20 minutes."


def test_a_short_session_is_counted_in_seconds():
    assert english(first(**SESSION | {"played_s": 43.4, "clock_s": 68})) == "The violin sounded 43 of 68 seconds."
    assert both(61, 119) == (61, 119, False)


def test_what_is_not_sure_is_told_between_what_and_what():
    assert english(first(**SESSION, band=(660, 840))) == "The violin sounded about 11 to 14 of 20 minutes."
    assert english(first(**SESSION, band=(715, 730))) == "The violin sounded 12 of 20 minutes."
    assert english(first(**SESSION, band=(0, 5000))) == "The violin sounded about 0 to 20 of 20 minutes."


def test_it_does_not_guess_where_nothing_is_known():
    unknown = SESSION | {"played_s": None}
    assert "Nothing was recorded" in english(first(**unknown | {"status": "none"}))
    assert "in a moment" in english(first(**unknown | {"status": "queued"}))
    assert "could not be heard" in english(first(**unknown | {"status": "failed"}))
    assert english(first(**SESSION | {"played_s": 0})) == "No playing was heard in this recording."


def test_figures_say_in_words_how_sure_they_are():
    told = ["quite sure", "fairly sure", "not very sure", "hardly more than a guess"]
    assert [sure(confidence) for confidence in (0.97, 0.7, 0.5, 0.1)] == told


def test_a_tempo_that_may_be_read_in_two_ways_is_told_as_both():
    tempo = {"key": "tempo_bpm", "value": 143.6, "confidence": 0.5}
    read = [{"value": 143.6, "says": "beat"}, {"value": 71.8, "says": "halves"}]
    assert [one["read"] for one in figures([tempo | {"alternatives": read}])] == [[72, 144]]
    assert [one["read"] for one in figures([tempo])] == [[]]


def test_nothing_is_said_of_what_nobody_asked_for():
    tempo = {"key": "tempo_bpm", "value": None, "reason": "no_steady_beat"}
    unseen = {"key": "bow_steadiness", "value": None, "reason": "no_film"}
    (only,) = figures([unseen, tempo, {"key": "played_s", "value": 3}])
    assert tempo.items() <= only.items()
    assert only["under"] == "no steady beat is heard"
    assert "several recordings" in why("several_recordings")
    assert [why(reason) for reason in Reason] == [REASONS[reason].words for reason in Reason]


def test_guesses_and_what_cannot_be_told_stand_behind_what_is_known():
    known = {"tempo_bpm": (96, 0.9), "tempo_drift_bpm_per_min": (-43.7, 0.1), "click_offset_ms": (12, 0.4)}
    rows = [{"key": key, "value": value, "confidence": confidence} for key, (value, confidence) in known.items()]
    none = {"key": "vibrato_rate_hz", "value": None, "confidence": 0, "reason": "no_vibrato"}
    unseen = {"key": "bow_steadiness", "value": None, "confidence": 0, "reason": "no_film"}
    assert [(row["key"], row["group"]) for row in figures([none, *reversed(rows), unseen])] == [
        ("tempo_bpm", "told"),
        ("tempo_drift_bpm_per_min", "faint"),
        ("click_offset_ms", "told"),
        ("vibrato_rate_hz", "untold"),
    ]


def test_a_tempo_is_told_beside_the_target():
    tempo = {"key": "tempo_bpm", "value": 96.4, "confidence": 1}
    assert [figures([tempo], target)[0]["apart"] for target in (None, 96, 100)] == [None, 0, -4]
    assert figures([tempo | {"key": "vibrato_rate_hz"}], 96)[0]["apart"] is None


def rounds(*speeds: float) -> list[dict[str, object]]:
    return [{"start_s": 0, "end_s": 5, "bpm": bpm, "pace": bpm / speeds[0]} for bpm in speeds]


def blind(*paces: float) -> list[dict[str, object]]:
    return [{"start_s": 0, "end_s": 5, "bpm": None, "pace": pace} for pace in paces]


@pytest.mark.parametrize(
    ("played", "said"),
    [
        (rounds(72, 76, 80, 84), "You played this 4 times, from 72 to 84 bpm."),
        (rounds(80, 96, 72), "You played this 3 times, between 72 and 96 bpm."),
        (rounds(80, 81, 80), "You played this 3 times, at about 80 bpm."),
        (blind(1, 1.05, 1.12), "You played this 3 times, the last time 12 % faster than the first."),
        (blind(1, 0.9, 0.8), "You played this 3 times, the last time 20 % slower than the first."),
        (blind(1, 1.01, 1), "You played this 3 times, always about as fast."),
        (blind(1, 1.2, 1), "You played this 3 times, now slower, now faster."),
    ],
)
def test_a_drill_is_a_sentence(played, said):
    message, values = drilled(played)
    assert filled(message, **values) == said


def test_slower_rounds_are_drawn_lower_and_none_of_them_away():
    assert heights(rounds(50, 75, 100)) == [0.25, 0.5, 1]


def test_the_bow_is_told_in_words_then_in_numbers():
    starts = [0.6 * i for i in range(10)]
    strokes = {"starts_s": starts, "ends_s": [start + 0.6 for start in starts]}
    told = bowing.told({"unevenness": 0.1, "spread_deg": 1, "strokes": strokes})
    assert told["said"] == ["Your strokes were even.", "The bow kept its angle."]
    assert (told["even"], told["straight"], told["count"]) == (0.9, 0.95, 10)
    assert told["length_s"] == pytest.approx(0.6)
    uneven = bowing.told({"unevenness": 0.5, "spread_deg": 12, "strokes": strokes})
    assert "uneven" in uneven["said"][0]


FELT = {
    "strokes": {
        "starts_s": [0.6 * i for i in range(10)],
        "ends_s": [0.6 * i + 0.5 for i in range(10)],
        "sides": [1, -1] * 5,
        "unevenness": [0.1] * 10,
        "heard": [True] * 9 + [False],
    },
    "count": 10,
    "per_minute": 100.0,
    "sides": [{"length_s": 0.5}, {"length_s": 0.52}],
    "agreed": 0.9,
    "confidence": 0.65,
}


def test_strokes_that_were_felt_are_told_with_how_well_notes_agree():
    told = felt.told(FELT)
    assert told["said"] == [
        "Your strokes were alike in length.",
        "Most of them began as a note was heard: the phone and the microphone agree.",
    ]
    assert (told["length_s"], told["sides_s"], told["under"]) == (pytest.approx(0.5), [0.5, 0.52], "fairly sure")
    assert "slurs" in felt.told(FELT | {"agreed": 0.5})["said"][1]
    mixed = FELT["strokes"] | {"ends_s": [0.6 * i + 0.1 * (1 + i % 5) for i in range(10)]}
    assert felt.told(FELT | {"strokes": mixed})["said"][0] == "Long and short strokes were mixed."


def test_of_strokes_that_are_not_sure_no_figure_is_told():
    told = felt.told(FELT | {"confidence": 0.34})
    assert set(told) == {"known", "said", "count"}
    assert not told["known"]
    assert "nothing is said" in told["said"][0]
    assert felt.told({}) == {}


def test_words_for_every_state_of_a_recording_end_with_the_time_practised():
    states = (*words.WAITING, "failed", "none")
    assert all("{time}" in first(state, None, 60, named=False, source="timer").one for state in states)
