"""A teacher moves a lesson in the planner by keys; the student's page that is open shows it there."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Phone

pytestmark = pytest.mark.browser


def test_a_lesson_moved_by_keys_is_seen_by_the_other(new_phone: Callable[..., Phone]):
    desk, phone = new_phone(), new_phone()
    desk.register()
    phone.register()
    assert desk.ask("POST", "/me/roles", role="teacher").ok
    code = desk.ask("POST", "/students/invites").json()["code"]
    assert phone.ask("POST", f"/invites/{code}/accept", history=False).status == 201
    monday = date.today() + timedelta(days=7 - date.today().weekday())  # noqa: DTZ011 - any week to come
    noon = datetime.combine(monday + timedelta(days=1), time(12), UTC)
    told = {"starts_at": noon.isoformat(), "ends_at": (noon + timedelta(minutes=45)).isoformat(), "timezone": "UTC"}
    assert desk.ask("POST", "/schedule/classes", student_id=phone.ask("GET", "/me").json()["id"], **told).status == 201

    shown = phone.open("/lessons")
    shown.get_by_test_id("lessons-later").click()
    hers = shown.get_by_test_id("lesson-item")
    before = hers.get_attribute("data-at")
    page = desk.open("/lessons")
    page.get_by_test_id("lessons-later").click()
    page.get_by_test_id("lessons-as-planner").click()
    lesson = page.get_by_test_id("lesson-item")
    expect(lesson).to_have_attribute("data-at", before or "")
    lesson.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    after = datetime.fromisoformat(before or "") + timedelta(days=1, minutes=30)
    expect(page.get_by_test_id("plan-says")).to_contain_text(f"{after:%H:%M}")
    page.keyboard.press("Enter")
    expect(hers).to_have_attribute("data-at", after.isoformat(timespec="minutes"))
    expect(lesson).to_have_attribute("data-at", after.isoformat(timespec="minutes"))
