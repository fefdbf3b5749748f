"""Twelve weeks by a link: days, sums, figures; no piece, no note, no hour."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from practice_app.services.sharing import weeks
from practice_app.services.sharing.opening import DashboardShown, DayShown
from tests.api.sharing.conftest import NOTE, TITLE
from tests.services import people


def test_the_last_weeks_are_shown_and_nothing_of_what_was_played(ann, played, share, visitor):
    who, today = UUID(ann.user["id"]), datetime.now(UTC).replace(hour=0, minute=5)
    for back in (0, 3, 5, 200):
        row = people.session(who, today - timedelta(days=back), 50, note=NOTE, items=[{"piece_id": played.piece}])
        people.heard(row, who, people.take(row, who), 3000, 1800)
    page = visitor.get(share(ann, "dashboard")["url"])
    assert page.status_code == 200
    assert not [word for word in ("How Ann practises", "on 3 days", "2 hr 30 min", "level-3") if word not in page.text]
    assert not [word for word in (NOTE, TITLE[:7], "00:05", "<script", ann.user["id"]) if word in page.text]
    assert visitor.get(f"{page.url}.png").status_code == 200


def test_what_is_not_sure_is_told_between_what_and_what_it_lies(ann, share, visitor):
    who, today = UUID(ann.user["id"]), datetime.now(UTC).replace(hour=0, minute=5)
    for back in (0, 7):
        row = people.session(who, today - timedelta(days=back), 50)
        figures = [people.metric("played_s", 1800.0, 0.5, low=1200.0, high=2700.0)]
        people.heard(row, who, people.take(row, who), 3000, 1800, metrics=figures)
    page = visitor.get(share(ann, "dashboard")["url"]).text.replace("\u00a0", " ")
    assert "<dd>about 40 min to 1 hr 30 min</dd>" in page
    assert page.count("<td>about 20 min to 45 min</td>") == page.count(": about 20 min to 45 min</title>") == 2


def test_weeks_without_practice_stand_among_them_and_squares_know_their_day():
    monday = date(2026, 3, 2)
    days = [DayShown(monday, 1800, None, 1800), DayShown(monday + timedelta(days=15), 3600, 3000, 4000)]
    shown = DashboardShown(monday, monday + timedelta(days=20), days, [])
    assert [(week.counted_s, week.share) for week in weeks.weeks(shown.days, shown.since, shown.until)] == [
        (1800, 0.5),
        (0, 0.0),
        (3600, 1.0),
    ]
    dark = [(one.week, one.weekday, one.level) for one in weeks.squares(shown) if one.level]
    assert dark == [(0, 0, 3), (2, 1, 4)]
    assert weeks.practised(shown.days) == (3000, 5800)
