"""Rules about rest and about what the time goes into: where each must speak, and where it must not."""

from dataclasses import replace
from datetime import timedelta

from practice_app.services.advice.picture import Moment, Subject
from tests.services.advice.weeks import CODA, GAVOTTE, OPENING, TODAY, TRIO, days, gavotte, says, sitting

HOUR = ((0.0, 3900.0),)


def test_an_hour_in_one_go_more_than_once_asks_for_a_pause():
    (found,) = says("pause", *days({}, 3, 1, minutes=65, stretches=HOUR))
    assert found.says.values == {"n": 2}
    assert found.subject == Subject()
    assert [(one.start_s, one.end_s) for one in found.evidence] == [(0.0, 3900.0)] * 2


def test_pauses_that_were_made_and_times_written_by_hand_ask_for_none():
    assert not says("pause", *days({}, 3, 1, minutes=65, stretches=((0.0, 1800.0), (1800.0, 3900.0))))
    assert not says("pause", *days({}, 3, 1, minutes=65)), "by hand: nobody knows"
    assert not says("pause", *days({}, 1, minutes=65, stretches=HOUR)), "once is no habit"
    assert not says("pause", *days({}, 20, 15, minutes=65, stretches=HOUR)), "long ago"


def test_days_of_many_hours_may_be_followed_by_a_lighter_one():
    (found,) = says("lighter_day", *days({}, 3, 2, 1, minutes=260))
    assert found.says.values == {"n": 3, "m": 5}
    assert not says("lighter_day", *days({}, 3, 1, minutes=260))
    assert not says("lighter_day", *days({}, 9, 8, 7, minutes=260))
    assert not says("lighter_day", *days({}, 3, 2, 1, minutes=260, played_s=9000.0)), "what sounded counts"
    assert not says("lighter_day", *days({}, 3, 2, 1, minutes=260, played_s=16000.0, corrected_s=9000.0))


def test_quiet_days_after_a_full_week_are_fine():
    (found,) = says("rest_is_fine", *days({}, 8, 6, 5, 4, minutes=60))
    assert found.says.values == {"n": 3}
    assert not says("rest_is_fine", *days({}, 8, 6, 5, 4, 0, minutes=60)), "nothing to say to who plays today"
    assert not says("rest_is_fine", *days({}, 20, 18, 15, 14, minutes=60)), "two weeks are no rest day"
    assert not says("rest_is_fine", *days({}, 8, 6, 4, minutes=20)), "it was no full week"
    usual = days({}, *(ago for ago in range(4, 28) if ago % 7 < 4), minutes=60)
    assert not says("rest_is_fine", *usual), "a week like the others"


def test_who_always_begins_at_the_beginning_is_shown_what_comes_later():
    begun = days({}, *range(1, 7), on=((GAVOTTE, OPENING, 0.9, 0), (GAVOTTE, TRIO, 0.1, 0)))
    (found,) = says("from_the_beginning", *begun)
    assert found.subject == Subject(GAVOTTE, CODA), "what had least"
    assert found.says.values == {"other": "Opening", "a": 90}
    assert not says("from_the_beginning", *begun[:4])
    assert not says("from_the_beginning", *begun, works=[gavotte(passages=gavotte().passages[:2])])
    assert not says("from_the_beginning", *begun, works=[gavotte(status="resting")])
    assert not says("from_the_beginning", *days({}, *range(1, 7), on=((GAVOTTE, TRIO, 0.9, 0),)))
    nowhere = tuple(replace(one, bar_start=None, bar_end=None) for one in gavotte().passages)
    assert not says("from_the_beginning", *begun, works=[gavotte(passages=nowhere)]), "nobody knows what comes first"


def test_a_new_piece_that_is_always_played_whole_may_be_divided():
    whole = days({}, 7, 5, 3, 1, on=((GAVOTTE, None, 1.0, 0),))
    new = gavotte(passages=(), made_on=TODAY - timedelta(days=20))
    (found,) = says("undivided", *whole, works=[new])
    assert found.says.values == {"n": 4}
    assert not says("undivided", *whole)
    assert not says("undivided", *whole[:3], works=[new])
    assert not says("undivided", *whole, works=[replace(new, made_on=TODAY - timedelta(days=28))]), "known for long"
    for status in ("resting", "performing", "polishing"):
        assert not says("undivided", *whole, works=[replace(new, status=status)])


def test_an_instrument_that_fell_quiet_is_named():
    violin, viola = days({}, 6, 4, 2), days({}, 20, 16, 12, instrument="viola")
    (found,) = says("quiet_instrument", *violin, *viola)
    assert (found.subject.instrument, found.says.values) == ("viola", {"n": 12})
    assert not says("quiet_instrument", *violin, *viola, sitting(3, instrument="viola"))
    assert not says("quiet_instrument", *viola), "who plays nothing at all is not told of one"
    assert not says("quiet_instrument", *violin, *viola[:1]), "once is no instrument of theirs"


def test_time_by_the_clock_of_which_little_sounds_is_told_kindly():
    heard = {"played_s": 600.0, "recorded_s": 1800.0}
    (found,) = says("clock_gap", *days({}, 9, 7, 5, 3, 1, minutes=30, **heard))
    assert found.says.values == {"a": 150, "b": 50}
    assert isinstance(found.evidence[0], Moment)
    assert not says("clock_gap", *days({}, 9, 7, 5, 3, 1, minutes=30, **heard | {"played_s": 1200.0}))
    assert not says("clock_gap", *days({}, 9, 7, 5, 3, 1, minutes=30, **heard, corrected_s=1500.0)), "their word counts"
    assert not says("clock_gap", *days({}, 9, 7, 5, 3, 1, minutes=30, **heard | {"recorded_s": 700.0})), "half unheard"
    assert not says("clock_gap", *days({}, 7, 5, 3, 1, minutes=30, **heard))
