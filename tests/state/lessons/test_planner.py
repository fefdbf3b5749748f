"""The page of lessons: planned by a form, moved by a form or a drag, one or many, called off, noted; seen by both."""

from datetime import date, timedelta

import pytest

from practice_app.database import system_transaction
from practice_app.models import TeacherStudent
from practice_app.state.lessons import LessonRemindersState, LessonsState, wishes
from tests.services.people import person
from tests.state.tabs import call, cookie_of, tab

DAY = date.today() + timedelta(days=9)  # noqa: DTZ011 - any day that is to come
FORM = {"day": DAY.isoformat(), "begins": "17:00", "minutes": "45", "repeat": "weekly"}


@pytest.fixture
def two(clean_database):
    """A teacher in Seoul and a student in Berlin, each with a tab."""
    tea, ann = person("Tea", "Asia/Seoul"), person("Ann", "Europe/Berlin")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=tea, student_id=ann))
    return cookie_of(tea), cookie_of(ann), str(ann)


async def opened(cookie, day=DAY):
    at = await tab(LessonsState, cookie, "/lessons")
    await call(at, "load")
    at.first = wishes.begin(day.isoformat(), "week")
    await at._look()
    return at


@pytest.mark.anyio
async def test_a_lesson_is_planned_moved_and_called_off_and_both_see_it(two):
    teas, anns, ann = two
    tea = await opened(teas)
    await call(tea, "add")
    assert (tea.form, tea.time.student) == ("new", ann)
    await call(tea, "save", FORM | {"student": ann, "begins": ""})
    assert (tea.form, tea.errors.keys()) == ("new", {"day"})
    await call(tea, "save", FORM | {"student": ann, "until": (DAY + timedelta(days=21)).isoformat()})
    (lesson,) = tea.rows
    assert (lesson.begins, lesson.elsewhere, lesson.series, tea.form) == (f"{DAY}T17:00", "Europe/Berlin", True, "")
    hers = await opened(anns)
    assert (hers.rows[0].mine, hers.rows[0].name, hers.students) == (False, "Tea", [])
    await call(tea, "open", lesson.key)
    await call(tea, "ask", "move")
    await call(tea, "close", "lesson")  # the dialog that made way
    assert (tea.form, tea.time.begins, tea.time.minutes) == ("move", "17:00", 45)
    await call(tea, "move", FORM | {"begins": "18:00", "minutes": "60", "scope": "following"})
    assert tea.rows[0].begins == f"{DAY}T18:00"
    later = await opened(anns, DAY + timedelta(days=7))
    assert later.rows[0].minutes == 60
    await call(later, "open", later.rows[0].key)
    await call(later, "cancel", {"reason": ""})
    assert later.errors.keys() == {"reason"}
    await call(later, "cancel", {"reason": "Away"})
    assert (later.rows[0].status, later.rows[0].reason) == ("cancelled", "Away")
    await call(later, "say", "planned")
    assert (later.notice_kind, later.rows[0].status) == ("error", "cancelled")


@pytest.mark.anyio
async def test_what_clashes_is_told_and_can_be_left_out(two):
    teas, _anns, ann = two
    tea = await opened(teas)
    await call(tea, "save", FORM | {"student": ann, "repeat": "once"})
    await call(tea, "add")
    await call(tea, "save", FORM | {"student": ann, "begins": "17:30", "day": DAY.isoformat()})
    assert {clash.who for clash in tea.clashes} == {"teacher", "student"}
    assert (tea.form, len(tea.rows), tea.several) == ("new", 1, True)
    await call(tea, "leave_out")
    assert (tea.form, tea.clashes) == ("", [])
    after = await opened(teas, DAY + timedelta(days=7))
    assert [row.begins[11:] for row in after.rows] == ["17:30"]
    await call(after, "open", after.rows[0].key)
    await call(after, "note", {"shared": "Bars 1 to 8", "private": "Ask about the exam"})
    assert (after.lesson.shared, after.lesson.private) == ("Bars 1 to 8", "Ask about the exam")
    await call(after, "remove", "all")
    assert (after.rows, after.form) == ([], "")


@pytest.mark.anyio
async def test_an_address_for_calendars_is_made_and_ended(two):
    tea = await opened(two[0])
    await call(tea, "make_calendar")
    assert tea.calendar.startswith("http://woodshed.example/api/v1/calendar/")
    await call(tea, "end_calendar")
    assert tea.calendar == ""


def test_a_view_begins_on_a_monday_and_turns_by_weeks_and_months():
    assert [wishes.begin("2026-12-03", view) for view in ("week", "month")] == ["2026-11-30", "2026-11-30"]
    assert wishes.begin(wishes.middle("2026-11-30"), "month") == "2026-11-30"  # December, not November
    assert [wishes.turned("2026-11-30", "week", by) for by in (-1, 0, 1)] == ["2026-11-23", "", "2026-12-07"]
    assert [wishes.turned("2026-11-30", "month", by) for by in (-1, 1)] == ["2026-10-26", "2026-12-28"]


@pytest.mark.anyio
async def test_when_both_are_reminded_is_changed_in_the_lesson_by_who_gives_it_alone(two):
    teas, anns, ann = two
    tea = await opened(teas)
    await call(tea, "save", FORM | {"student": ann, "repeat": "once", "reminders": "60,1440"})
    assert tea.rows[0].reminders == "60,1440"
    for cookie, before, after in ((anns, "10", "60,1440"), (teas, "10", "10"), (teas, "", "")):
        at = await tab(LessonRemindersState, cookie, "/lessons")
        at.lesson = (await opened(cookie)).rows[0]
        await call(at, "remind", before)
        assert (await opened(cookie)).rows[0].reminders == after
    closed = await tab(LessonRemindersState, teas, "/lessons")
    await call(closed, "remind", "10")
    assert closed.notice_kind == "error"
