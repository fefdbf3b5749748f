"""Homework with no network: chosen on the practice page with one tap, played, handed in; it counts when it arrives."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from practice_app import ages
from tests.e2e.conftest import PASSWORD, Phone
from tests.e2e.practising import finish, microphone_is, save, start, stored_for_later

expect.set_options(timeout=20_000)

pytestmark = pytest.mark.browser


def connected(new_phone: Callable[..., Phone]) -> tuple[Phone, Phone]:
    """A teacher's desk and the phone of a student of theirs."""
    desk, phone = new_phone(), new_phone()
    told = {"role": "teacher", "birth_year": ages.this_year() - 40, "consent": True, "display_name": "Clara"}
    mine = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD}
    assert desk.ask("POST", "/auth/register", **mine, **told).status == 201
    phone.register()
    code = desk.ask("POST", "/students/invites").json()["code"]
    assert phone.ask("POST", f"/invites/{code}/accept", history=True).status == 201
    return desk, phone


def test_homework_is_chosen_played_and_handed_in_with_no_network_and_the_teacher_sees_it_come(new_phone):
    desk, phone = connected(new_phone)
    student = phone.ask("GET", "/me").json()["id"]
    asked = {"title": "The shift", "piece": {"title": "Partita"}, "bars": [9, 12], "target_bpm": 66, "repetitions": 20}
    assert desk.ask("POST", "/assignments", student_ids=[student], **asked).status == 201
    page = phone.open("/practice")
    expect(page.get_by_test_id("homework-item")).to_contain_text("The shift")
    stored_for_later(page)
    page.close()
    phone.context.set_offline(True)
    page = phone.open("/practice")
    page.get_by_test_id("homework-item").click()
    expect(page.get_by_test_id("homework-chosen")).to_contain_text("66")
    start(page)
    microphone_is(page, "on")
    page.get_by_test_id("homework-count").click()
    finish(page)
    page.get_by_test_id("homework-hand-in").check()
    save(page)
    expect(page.get_by_test_id("upload-waits")).to_be_visible()
    board = desk.open("/homework")
    expect(board.get_by_test_id("homework-item")).to_have_attribute("data-status", "new")
    phone.context.set_offline(False)
    expect(board.get_by_test_id("homework-item")).to_have_attribute("data-status", "handed_in")
    (row,) = desk.ask("GET", "/assignments").json()["items"]
    assert (row["status"], row["repetitions_done"], row["seconds"] > 0) == ("handed_in", 1, True)
    assert desk.ask("GET", f"/recordings/{row['takes'][0]['recording_id']}").json()["shared"]
    (session,) = phone.until_sent(1)
    assert (session["target_bpm"], session["items"][0]["piece_title"]) == (66, "Partita")
