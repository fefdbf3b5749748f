"""The pages of reports: two taps, a queue that asks for a second factor, what was done about oneself and the appeal."""

import pytest

from practice_app.database import system_transaction
from practice_app.models import AuthKind, PartnerRequest, User
from practice_app.services.accounts import signin
from practice_app.state.moderation.mine import MeasuresState
from practice_app.state.moderation.queue import QueueState
from practice_app.state.moderation.reporting import ReportState
from tests.services.people import person
from tests.state.tabs import call, tab


def moderator(name, *, both=True):
    """Somebody who holds the office, and the cookie of a device of theirs."""
    who = person(name)
    with system_transaction() as db:
        user = db.get_one(User, who)
        user.roles, user.second_factor = ["moderator"], both
        return signin.sign_in(db, user, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604", both=both).cookie


@pytest.fixture
def asked(ann, bob):
    """Bob asked Ann."""
    row = PartnerRequest(asker_id=bob, asked_id=ann, text="Come tonight")
    with system_transaction() as db:
        db.add(row)
    return str(row.id)


@pytest.mark.anyio
async def test_from_two_taps_to_an_appeal_that_is_granted(anns, bobs, asked):
    at = await tab(ReportState, anns, "/partners")
    await call(at, "begin", "partner_request", asked)
    assert at.kind == "partner_request"
    await call(at, "send", {"reason": "rude", "report-text": "he frightens me"})
    assert (at.kind, at.done, at.notice_kind) == ("", [asked], "info")

    queue = await tab(QueueState, moderator("Mo"), "/moderation")
    await call(queue, "load")
    (case,) = queue.cases
    assert (queue.stage, case.name, case.excerpt, case.reports) == ("there", "Bob", "Come tonight", 1)
    assert [(one.name, one.text) for one in case.said] == [("Ann", "he frightens me")]
    await call(queue, "open", case.id, "suspend")
    await call(queue, "decide", {"reason": " ", "days": "7"})
    assert queue.problem
    await call(queue, "decide", {"reason": "Not like this.", "days": "7"})
    assert (queue.cases, queue.opened) == ([], "")

    his = await tab(MeasuresState, bobs, "/moderation/mine")
    await call(his, "load")
    (measure,) = his.measures
    assert (measure.action, measure.reason, bool(measure.until)) == ("suspend", "Not like this.", True)
    await call(his, "begin", measure.report_id)
    await call(his, "appeal", {"text": ""})
    assert his.problem
    await call(his, "appeal", {"text": "I meant it kindly."})
    assert (his.measures[0].appealed, his.measures[0].decided) == ("I meant it kindly.", False)

    await call(queue, "load")
    assert queue.appeals == [], "who did it does not answer for it"
    other = await tab(QueueState, moderator("Mia"), "/moderation")
    await call(other, "load")
    (appeal,) = other.appeals
    await call(other, "answer", appeal.id, True, {"reason": "It was meant kindly."})
    assert other.appeals == []
    await call(his, "load")
    assert (his.measures[0].undone, his.measures[0].answer) == (True, "It was meant kindly.")


@pytest.mark.anyio
@pytest.mark.parametrize(("office", "stage"), [(True, "factor"), (False, "not_yours")])
async def test_the_queue_is_shown_to_nobody_else(bobs, asked, office, stage):
    at = await tab(QueueState, moderator("Pam", both=False) if office else bobs, "/moderation")
    await call(at, "load")
    assert (at.stage, at.cases, at.appeals) == (stage, [], [])


@pytest.mark.anyio
async def test_a_report_that_can_not_be_made_is_told(anns, asked):
    at = await tab(ReportState, anns, "/partners")
    await call(at, "begin", "post", asked)
    await call(at, "send", {"reason": "rude"})
    assert (at.notice_kind, at.done) == ("error", [])
    await call(at, "leave")
    assert at.kind == ""
