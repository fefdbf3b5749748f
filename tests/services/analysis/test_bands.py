"""Played time that isn't sure is a band: on its session's page, in the journal, and of several takes together."""

from datetime import UTC, datetime

import pytest

from practice_app.database import transaction
from practice_app.services import journal
from practice_app.services.analysis.bands import together, unsure
from practice_app.services.journal import session_page
from tests.services.people import heard, metric, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def played(value, confidence=0.5, low=None, high=None):
    return metric("played_s", value, confidence) | {"low": low, "high": high}


@pytest.mark.parametrize(
    ("figure", "band"),
    [
        (played(1400, 0.5, 1200, 1560), (1200, 1560)),
        (played(1400, 0.85, 1200, 1560), None),
        (played(1400, 0.5), None),
        (played(1400, 0.5, 1390, 1420), None),
        (played(None, 0.0, 1200, 1560), None),
        (metric("tempo_bpm", 80, 0.1) | {"low": 40, "high": 160}, None),
    ],
)
def test_a_band_is_told_only_where_it_says_more_than_a_number(figure, band):
    assert unsure([figure]) == band


def test_a_take_that_is_sure_adds_its_number_to_both_ends():
    assert together([played(100), played(60, 0.5, 50, 90)]) == {"low": 150, "high": 190}
    assert together([played(100), played(60)]) == {"low": None, "high": None}


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def test_page_and_journal_tell_the_band_of_all_takes(ann):
    row = session(ann, NOON, 30)
    figures = [played(600, 0.5, 540, 780)], [played(300, 0.6)]
    for offset_s, (metrics, seconds) in enumerate(zip(figures, (600, 300), strict=True)):
        heard(row, ann, take(row, ann, offset_s=900 * offset_s), 900, seconds, metrics=metrics)
    with transaction(ann) as db:
        page, entry = session_page.opened(db, ann, row.id), journal.entry(db, ann, row.id)
    assert page.band_s == entry.band_s == (840, 1080)
    assert (page.said.part, page.said.most, page.said.n) == (14, 18, 30)
