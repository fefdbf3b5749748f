"""How well two fit, and the words for it; hours are compared where both live, summer time included."""

from datetime import UTC, datetime

import pytest

from practice_app.services.partners import hours
from practice_app.services.partners.matching import Wishes, match, said

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


def at(weekday, begins, ends):
    return {"weekday": weekday, "from": begins, "to": ends}


def wishes(*when, zone="UTC", **more):
    said_ = {"looking_for": ["duets"], "instruments": ["violin"], "level": "intermediate", "languages": ["en"]}
    return Wishes(**said_ | more, hours=list(when), timezone=zone)


def common(mine, my_zone, theirs, their_zone, now=MONDAY):
    found = hours.together(mine, my_zone, theirs, their_zone, now)
    return [(begins.strftime("%a %H:%M"), minutes) for begins, minutes in found]


def test_two_who_say_the_same_fit_wholly_and_are_told_why():
    one = wishes(at(3, "18:00", "20:00"), at(6, "18:00", "20:00"))
    found = match(one, one, MONDAY)
    assert found.score == 100
    assert said("en", found) == (
        "You both want to play duets · Time in common: Thursday evening, Sunday evening"
        " · You both play: Violin · You both speak: English · The same level: Intermediate"
    )


def test_two_who_share_nothing_do_not_fit():
    one = wishes(at(0, "08:00", "10:00"))
    two = wishes(
        at(0, "18:00", "20:00"), looking_for=["feedback"], instruments=["piano"], level="beginner", languages=["ko"]
    )
    found = match(one, two, MONDAY)
    assert (found.score, found.why) == (0, [])


def test_another_instrument_is_good_for_duets_and_the_next_level_is_near():
    found = match(wishes(), wishes(instruments=["piano"], level="advanced", languages=["en-GB"]), MONDAY)
    assert said("en", found) == (
        "You both want to play duets · For duets: Violin, Piano · You both speak: English · About the same level"
    )
    assert found.score == 30 + 10 + 10 + 5


def test_little_time_in_common_is_none():
    found = match(wishes(at(0, "18:00", "20:00")), wishes(at(0, "19:40", "21:00")), MONDAY)
    assert "Time in common" not in said("en", found)


def test_hours_are_compared_where_both_live():
    """Evening in Seoul is noon in Berlin."""
    mine, theirs = [at(5, "20:00", "23:00")], [at(5, "12:00", "14:00")]
    assert common(mine, "Asia/Seoul", theirs, "Europe/Berlin") == [("Sat 20:00", 120)]
    assert common(theirs, "Europe/Berlin", mine, "Asia/Seoul") == [("Sat 12:00", 120)]


def test_their_day_may_be_another():
    mine, theirs = [at(0, "08:00", "10:00")], [at(6, "15:00", "17:00")]
    assert common(mine, "Asia/Seoul", theirs, "America/Los_Angeles") == [("Mon 08:00", 120)]


@pytest.mark.parametrize(("now", "minutes"), [(MONDAY, 60), (datetime(2026, 7, 6, 8, tzinfo=UTC), 120)])
def test_summer_time_of_one_moves_what_is_common(now, minutes):
    """Seoul has none: what is 20:00 there is 12:00 in Berlin in winter, and 13:00 in summer."""
    found = common([at(2, "20:00", "22:00")], "Asia/Seoul", [at(2, "13:00", "15:00")], "Europe/Berlin", now)
    assert found[0][1] == minutes


def test_the_week_in_which_clocks_change_counts_as_it_is():
    """On Sunday, 29 March 2026, two o'clock in Berlin is three: of the hour that there is not, nothing is common."""
    night = [at(6, "02:00", "03:00")]
    spring = datetime(2026, 3, 25, 8, tzinfo=UTC)
    assert common(night, "Europe/Berlin", night, "Europe/Berlin", spring) == []
    assert common([at(6, "01:00", "04:00")], "Europe/Berlin", [at(6, "01:00", "04:00")], "Europe/Berlin", spring) == [
        ("Sun 01:00", 120)
    ]


def test_hours_past_midnight_and_on_both_sides_of_now():
    late = [at(6, "22:00", "01:00")]
    assert common(late, "UTC", late, "UTC") == [("Sun 22:00", 180)]
    assert common([at(0, "00:00", "00:30")], "UTC", late, "UTC") == [("Mon 00:00", 30)]


def test_what_touches_is_one():
    split = [at(0, "18:00", "19:00"), at(0, "19:00", "20:00"), at(0, "18:30", "18:45")]
    assert common(split, "UTC", [at(0, "17:00", "24:00")], "UTC") == [("Mon 18:00", 120)]


def test_it_is_said_in_the_readers_language():
    one = wishes(at(3, "18:00", "20:00"))
    assert "목요일" in said("ko", match(one, one, MONDAY))
    assert "週四" in said("zh-Hant", match(one, one, MONDAY)) or "星期四" in said("zh-Hant", match(one, one, MONDAY))
