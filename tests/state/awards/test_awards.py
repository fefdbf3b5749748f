"""The page of what one has earned, and how it is told of elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.services.shared.events import Event, PracticeChanged
from practice_app.state.accounts.settings import SettingsState
from practice_app.state.awards import AwardsState
from practice_app.state.journal.months import JournalState
from practice_app.state.journal.session import SessionState
from tests.services.people import session
from tests.state.tabs import call, tab

NOW = datetime.now(UTC) - timedelta(hours=3)
FORM = {"title": "Scales", "measure": "days", "target": "3", "from": "2026-03-02", "to": "2026-03-08", "piece_id": ""}


@pytest.fixture
async def at(ann, anns):
    session(ann, NOW, 61)
    at = await tab(AwardsState, anns, "/achievements")
    await call(at, "load")
    return at


@pytest.mark.anyio
async def test_what_is_earned_stands_apart_from_what_is_on_the_way_and_a_title_is_worn_by_a_tap(at):
    assert {one.key for one in at.earned} == {"sessions-1", "hours-1"}
    assert len(at.coming) == 6 and at.coming[0].share > at.coming[-1].share  # noqa: PT018
    assert "hours-1000" in {one.key for one in at.coming_more}
    assert "returns-1" not in {one.key for one in (*at.coming, *at.coming_more)}  # nobody is asked to rest for it
    await call(at, "wear", "hours-1")
    assert (at.worn, [one.worn for one in at.earned if one.key == "hours-1"]) == ("First hour", [True])
    await call(at, "wear", "hours-1")
    assert at.worn == ""


@pytest.mark.anyio
async def test_points_stand_with_what_they_are_from(at):
    assert (at.total, [(one.points, one.reason) for one in at.lines]) == (61, [(61, "minutes")])


@pytest.mark.anyio
async def test_a_challenge_is_set_let_go_and_taken_up_again(at):
    await call(at, "add")
    await call(at, "save", FORM)
    assert (at.adding, at.errors) == (False, {})
    mine = next(one for one in at.challenges if not one.ours)
    assert (mine.title, mine.stage) == ("Scales", "over")
    await call(at, "give_up", mine.id)
    assert mine.id not in {one.id for one in at.challenges}
    assert at.undo_number == at.notice_number
    await call(at, "undo")
    assert mine.id in {one.id for one in at.challenges}


@pytest.mark.anyio
@pytest.mark.parametrize("wrong", [{"title": " "}, {"target": "many"}, {"from": ""}, {"to": "2026-03-01"}])
async def test_what_can_t_be_a_challenge_is_said_beside_its_field(at, wrong):
    await call(at, "add")
    await call(at, "save", FORM | wrong)
    assert set(at.errors) == set(wrong)
    assert at.adding


@pytest.mark.anyio
async def test_another_device_that_practised_is_seen_at_once(at, ann):
    session(ann, NOW + timedelta(hours=1), 10)
    await at._received(Event(str(ann), PracticeChanged()))
    assert at.total == 71


@pytest.mark.anyio
async def test_a_new_title_is_told_once_on_the_sessions_page_or_in_the_journal(ann, anns):
    row = session(ann, NOW, 61)
    page = await tab(SessionState, anns, f"/sessions/{row.id}")
    await call(page, "load")
    assert {one.key for one in page.news} == {"sessions-1", "hours-1"}
    journal = await tab(JournalState, anns)
    await call(journal, "load")
    assert journal.notice == ""


@pytest.mark.anyio
async def test_what_is_earned_while_the_page_is_open_stands_below_what_was_told_there(ann, anns):
    row = session(ann, NOW, 61)
    page = await tab(SessionState, anns, f"/sessions/{row.id}")
    await call(page, "load")
    told = [one.key for one in page.news]
    session(ann, NOW - timedelta(hours=2), 5, self_rating=3, mode="performance")
    await call(page, "load")
    assert [one.key for one in page.news] == [*told, "performed-1"]
    assert page.news_count == 3


@pytest.mark.anyio
async def test_what_was_earned_while_away_is_one_sentence_in_the_journal(ann, anns):
    for hour in range(3):
        session(ann, NOW - timedelta(days=hour), 61)
    journal = await tab(JournalState, anns)
    await call(journal, "load")
    assert (journal.notice, journal.notice_values["n"]) == ("{n} new titles are yours.", "3")
    session(ann, NOW - timedelta(hours=2), 5, self_rating=3, mode="performance")
    await call(journal, "load")
    assert journal.notice_number == 1


@pytest.mark.anyio
async def test_quiet_mode_is_a_switch_that_hides_all_of_it(at, ann, anns):
    settings = await tab(SettingsState, anns, "/settings")
    await call(settings, "load")
    assert settings.quiet is False
    await call(settings, "be_quiet", True)
    assert (settings.quiet, settings.errors) == (True, {})
    await call(at, "load")
    assert (at.hushed, at.earned, at.coming, at.challenges, at.total) == (True, [], [], [], 0)
    row = session(ann, NOW + timedelta(hours=1), 30, mode="performance")
    page = await tab(SessionState, anns, f"/sessions/{row.id}")
    await call(page, "load")
    assert page.news == []


@pytest.mark.anyio
async def test_a_stranger_lets_no_challenge_of_anothers_go(at, bobs):
    await call(at, "save", FORM)
    mine = next(one for one in at.challenges if not one.ours)
    other = await tab(AwardsState, bobs, "/achievements")
    await call(other, "give_up", mine.id)
    assert other.notice_kind == "error"
    await call(at, "load")
    assert mine.id in {one.id for one in at.challenges}
