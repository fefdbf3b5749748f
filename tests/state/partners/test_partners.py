"""The page of partners: a form filled, somebody found, asked and reached."""

import json

import pytest

from practice_app.state.partners import PartnersState
from tests.state.tabs import call, tab

FORM = {
    "wish-duets": "on",
    "instruments": "바이올린, viola",
    "level": "advanced",
    "language-ko": "on",
    "hours-3-evening": "on",
    "contact": "the stage door",
}


async def opened(cookie):
    at = await tab(PartnersState, cookie, "/partners")
    await call(at, "load")
    return at


@pytest.mark.anyio
async def test_two_look_find_each_other_agree_and_end_it(ann, bob, anns, bobs):
    hers, his = await opened(anns), await opened(bobs)
    assert (hers.looking, hers.may, hers.found, hers.requests) == (False, True, [], [])
    await call(hers, "edit", True)
    await call(hers, "save", FORM | {"contact": "ann's door"})
    assert (hers.looking, hers.editing, hers.notice_kind) == (True, False, "info")
    assert (hers.mine.hours, hers.mine.instruments) == (["3 evening"], "Violin, Viola")
    await call(his, "save", FORM | {"contact": "bob's door"})
    (row,) = his.found
    assert (row.name, row.instruments, row.languages) == ("Ann", ["violin", "viola"], "한국어")
    assert "You both want to play duets" in row.why
    await call(his, "write", row.id)
    await call(his, "ask", {"text": " "})
    assert his.problems["text"]
    await call(his, "ask", {"text": "Shall we?"})
    assert (his.asking, his.found, his.requests[0].mine) == ("", [], True)
    await call(hers, "load")
    (asked,) = hers.requests
    assert (asked.name, asked.text, asked.contact) == ("Bob", "Shall we?", "")
    shown = json.dumps(hers._get_root_state().dict(), default=lambda row: getattr(row, "__dict__", str(row)))
    assert "bob's door" not in shown
    await call(hers, "answer", asked.id, True)
    assert hers.requests[0].contact == "bob's door"
    await call(his, "load")
    assert his.requests[0].contact == "ann's door"
    await call(his, "end", his.requests[0].id)
    await call(hers, "load")
    assert (his.requests, hers.requests) == ([], [])
    await call(hers, "stop")
    assert (hers.looking, hers.found) == (False, [])


@pytest.mark.anyio
async def test_what_is_wrong_is_said_beside_its_field(ann, anns):
    at = await opened(anns)
    await call(at, "edit", True)
    await call(at, "save", {"instruments": " , "})
    assert set(at.problems) == {"looking_for", "instruments", "languages", "contact"}
    assert at.editing
    assert not at.looking


@pytest.mark.anyio
async def test_hours_that_another_client_said_to_the_minute_stay(ann, anns):
    from practice_app.database import transaction
    from practice_app.services import partners

    said = {"looking_for": ["duets"], "instruments": ["violin"], "languages": ["ko"], "contact": "here"}
    hours = [{"weekday": 0, "from": "06:15", "to": "07:00"}]
    with transaction(ann) as db:
        partners.put(db, ann, partners.PartnerDraft.model_validate(said | {"hours": hours}))
    at = await opened(anns)
    await call(at, "save", FORM)
    with transaction(ann) as db:
        assert hours[0] in partners.mine(db, ann).hours
