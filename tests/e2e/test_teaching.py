"""The whole way of a take: sent, seen to the frame, drawn on, made into homework, played with no network, closed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from practice_app import ages
from tests.browser import until
from tests.e2e.conftest import PASSWORD, PATIENCE_MS, Phone
from tests.e2e.practising import arrived, finish, microphone_is, save, start, stored_for_later, turn_the_camera_on

pytestmark = [pytest.mark.browser, pytest.mark.stores]
DESK = {"width": 1440, "height": 900}
FRAME = "document.querySelector('[data-testid=review-time]')?.dataset.frame"


def taught(desk: Phone) -> Page:
    """A teacher at a desk, who has a code to tell."""
    teacher = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, "display_name": "Clara"}
    told = {"role": "teacher", "birth_year": ages.this_year() - 40, "consent": True}
    assert desk.ask("POST", "/auth/register", **teacher, **told).status == 201
    page = desk.open("/students/invite")
    page.set_viewport_size(DESK)
    page.get_by_test_id("invite-create").click()
    return page


def accepted(phone: Phone, code: str) -> str:
    """Somebody who has no journal yet starts one at the invitation, comes back and lets the teacher in; their id."""
    page = phone.open(f"/invite/{code}")
    expect(page.get_by_test_id("invite")).to_contain_text("Clara")
    page.get_by_test_id("invite-register").click()
    page.get_by_test_id("register-name").fill("Ann")
    page.get_by_test_id("register-email").fill(f"{uuid4().hex[:12]}@example.org")
    page.get_by_test_id("register-password").fill(PASSWORD)
    page.get_by_test_id("register-birth-year").fill(str(ages.this_year() - 30))
    page.get_by_test_id("register-consent").check()
    page.get_by_test_id("register-submit").click()
    page.wait_for_url(re.compile("/invite/"))
    page.get_by_test_id("invite-accept").click()
    expect(page.get_by_test_id("invite-done")).to_be_visible()
    page.goto(phone.url + "/teachers")
    expect(page.get_by_test_id("teacher")).to_contain_text("Clara")
    page.close()
    return str(phone.ask("GET", "/me").json()["id"])


def filmed(phone: Phone) -> Page:
    """The student practises with the camera, keeps the film and shares it; the session's page."""
    phone.context.grant_permissions(["microphone", "camera"], origin=phone.url)
    page = phone.open("/practice")
    turn_the_camera_on(page)
    start(page)
    microphone_is(page, "on")
    page.wait_for_timeout(3000)
    finish(page)
    page.get_by_test_id("practice-piece").fill("Chaconne")
    page.get_by_test_id("practice-share").check()
    save(page)
    arrived(page)
    return page


def commented(page: Page) -> str:
    """The teacher goes to a frame of the take, draws a line on it, and says something; → the recording."""
    page.wait_for_url(re.compile("/review/"))
    until(page, f"{FRAME} === '0'")
    for _ in range(4):
        page.get_by_test_id("review-step-forward").click()
    until(page, f"{FRAME} === '4'")
    page.get_by_test_id("review-draw").click()
    page.get_by_test_id("drawing-tool-line").check(force=True)
    box = page.get_by_test_id("drawing-surface").bounding_box()
    assert box
    across = box["y"] + box["height"] * 0.5
    page.mouse.move(box["x"] + box["width"] * 0.4, across)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, across, steps=4)
    page.mouse.up()
    page.get_by_test_id("drawing-done").click()
    page.get_by_test_id("review-comment-text").fill("Here the bow leaves its lane.")
    page.get_by_test_id("review-comment-save").click()
    return page.url.rstrip("/").rsplit("/", 1)[1]


def planned(page: Page, url: str) -> str:
    """The teacher plans a lesson for Thursday; → that day."""
    today = date.today()  # noqa: DTZ011 - any week to come
    thursday = str(today + timedelta(days=(3 - today.weekday()) % 7 or 7))
    page.goto(url + "/lessons")
    page.get_by_test_id("lesson-new").click()
    form = page.locator("form#lesson-form")
    form.locator("#day").fill(thursday)
    form.locator("#begins").fill("17:00")
    page.get_by_test_id("lesson-form-save").click()
    expect(form).to_have_count(0)
    return thursday


def handed_in_with_no_network(phone: Phone, page: Page) -> Page:
    """The student finds the homework on the practice page, plays it and hands it in; it waits for a network."""
    page.goto(phone.url + "/practice")
    expect(page.get_by_test_id("homework-item")).to_contain_text("Chaconne")
    stored_for_later(page)
    page.close()
    phone.context.set_offline(True)
    playing = phone.open("/practice")
    playing.get_by_test_id("homework-item").click()
    start(playing)
    microphone_is(playing, "on")
    playing.wait_for_timeout(1000)
    finish(playing)
    playing.get_by_test_id("homework-hand-in").check()
    save(playing)
    expect(playing.get_by_test_id("upload-waits")).to_be_visible()
    return playing


@pytest.mark.hears
@pytest.mark.long
def test_a_take_comes_back_as_homework_and_the_homework_as_a_take(new_phone: Callable[..., Phone]):
    desk, phone = new_phone(), new_phone()
    page = taught(desk)
    student = accepted(phone, page.get_by_test_id("invite-code").inner_text())

    page.goto(desk.url + "/notifications")
    session = filmed(phone)
    page.get_by_test_id("notifications-item").filter(has_text="shares a take").click()  # it came without being asked
    take = commented(page)
    expect(session.get_by_test_id("feedback-item")).to_contain_text("the bow leaves its lane")
    (said,) = phone.ask("GET", f"/videos/{take}/feedback").json()["items"]
    assert [stroke["tool"] for stroke in said["drawing"]["strokes"]] == ["line"]

    page.get_by_test_id("feedback-make-homework").click()
    expect(page.get_by_test_id("homework-piece")).to_have_value("Chaconne")
    page.get_by_test_id("homework-give-save").click()
    expect(page.get_by_test_id("homework-form")).to_have_count(0)
    thursday = planned(page, desk.url)

    playing = handed_in_with_no_network(phone, session)
    page.goto(desk.url + "/homework")
    expect(page.get_by_test_id("homework-item")).to_have_attribute("data-status", "new")
    phone.context.set_offline(False)
    expect(page.get_by_test_id("homework-item")).to_have_attribute("data-status", "handed_in", timeout=PATIENCE_MS)

    (row,) = desk.ask("GET", "/assignments").json()["items"]
    assert desk.ask("GET", f"/recordings/{row['takes'][0]['recording_id']}").json()["shared"]

    playing.goto(phone.url + "/homework")
    expect(playing.get_by_test_id("homework-item")).to_have_attribute("data-status", "handed_in")
    page.goto(desk.url + f"/students/{student}")
    page.get_by_test_id("homework-close").click()
    page.get_by_test_id("homework-word").fill("Much steadier.")
    page.get_by_test_id("homework-judge").click()
    expect(playing.get_by_test_id("homework-done")).to_contain_text("Much steadier.")

    until_then = {"from": thursday, "to": str(date.fromisoformat(thursday) + timedelta(days=1))}
    for who in (desk, phone):
        (lesson,) = who.ask("GET", f"/schedule/classes?{urlencode(until_then)}").json()["items"]
        assert lesson["starts_at"].startswith(thursday)
    assert desk.ask("DELETE", f"/students/{student}").status == 204
    assert desk.ask("GET", f"/videos/{take}/feedback").status == 404
