"""Homework is given to two at once; what is wrong is said in the form, and a reload in the middle loses nothing."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from practice_app import ages
from tests.e2e.conftest import PASSWORD, Phone

pytestmark = pytest.mark.browser


def test_homework_is_given_to_two_and_a_reload_loses_nothing(new_phone: Callable[..., Phone]):
    desk, students = new_phone(), [new_phone(), new_phone()]
    teacher = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, "display_name": "Clara"}
    told = {"role": "teacher", "birth_year": ages.this_year() - 40, "consent": True}
    assert desk.ask("POST", "/auth/register", **teacher, **told).status == 201
    for phone, name in zip(students, ("Ann", "Bob"), strict=True):
        phone.register(name)
        code = desk.ask("POST", "/students/invites").json()["code"]
        assert phone.ask("POST", f"/invites/{code}/accept", history=True).status == 201

    page = desk.open("/homework")
    page.get_by_test_id("homework-give").click()
    page.get_by_test_id("homework-piece").fill("Gigue")
    page.get_by_test_id("homework-barFrom").fill("12")
    page.get_by_test_id("homework-barTo").fill("9")
    page.get_by_test_id("homework-student").first.check()
    page.get_by_test_id("homework-give-save").click()
    expect(page.get_by_test_id("homework-form").get_by_role("alert").filter(has_text="bar")).to_be_visible()

    page.reload()
    page.get_by_test_id("homework-give").click()
    expect(page.get_by_test_id("homework-piece")).to_have_value("Gigue")
    page.get_by_test_id("homework-others").click()
    page.get_by_test_id("homework-student").nth(1).check()
    page.get_by_test_id("homework-barTo").fill("16")
    page.get_by_test_id("homework-give-save").click()
    expect(page.get_by_test_id("homework-item")).to_have_count(2)
    for phone in students:
        (given,) = phone.ask("GET", "/assignments").json()["items"]
        assert (given["title"], given["bars"], given["piece"]["title"]) == ("Gigue, bars 12–16", [12, 16], "Gigue")
