"""From what age on somebody agrees themselves."""

from datetime import UTC, datetime

import pytest

from practice_app import ages


@pytest.fixture
def in_2026(monkeypatch):
    monkeypatch.setattr(ages, "this_year", lambda: 2026)


@pytest.mark.parametrize(
    ("country", "born", "under"),
    [
        ("KR", 2011, False),  # 14 at least
        ("KR", 2012, True),  # 13 until their birthday
        ("DE", 2009, False),
        ("DE", 2010, True),
        ("FR", 2010, False),
        ("US", 2012, False),
        ("US", 2013, True),
        (None, 2009, False),  # nobody knows where: the strictest of Europe
        (None, 2010, True),
        ("IN", 2008, True),
    ],
)
def test_the_lower_possible_age_counts(in_2026, country, born, under):
    assert ages.under_age(born, country) is under
    assert (ages.of_age_in(born, country) > 2026) is under


def test_of_whom_no_year_is_known_nothing_is_said():
    assert not ages.under_age(None, "KR")


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Asia/Seoul", "KR"), ("Asia/Taipei", "TW"), ("Europe/Berlin", "DE"), ("America/New_York", "US"), ("UTC", None)],
)
def test_a_time_zone_lies_in_a_country(zone, country):
    assert ages.country_of(zone) == country


def test_a_year_begins_when_it_has_begun_everywhere(monkeypatch):
    class Midnight(datetime):
        @classmethod
        def now(cls, _zone=None):
            return datetime(2027, 1, 1, 11, 59, tzinfo=UTC)

    monkeypatch.setattr(ages, "datetime", Midnight)
    assert ages.this_year() == 2026


def test_no_country_of_the_gdpr_goes_below_13_or_above_16():
    beyond = {"IN"}
    assert all(13 <= age <= 16 for country, age in ages.CONSENT.items() if country not in beyond)
