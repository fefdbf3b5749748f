"""A teacher invites; a student who has no journal yet starts one, comes back, lets them in, and sees what is seen."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from practice_app import ages
from tests.e2e.conftest import PASSWORD, Phone

pytestmark = pytest.mark.browser


def test_a_student_starts_a_journal_at_an_invitation_and_lets_the_teacher_in(new_phone: Callable[..., Phone]):
    desk, phone = new_phone(), new_phone()
    teacher = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, "display_name": "Clara"}
    told = {"role": "teacher", "birth_year": ages.this_year() - 40, "consent": True}
    assert desk.ask("POST", "/auth/register", **teacher, **told).status == 201
    page = desk.open("/students/invite")
    page.get_by_test_id("invite-create").click()
    code = page.get_by_test_id("invite-code").inner_text()

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

    page = phone.open("/teachers")
    expect(page.get_by_test_id("teacher")).to_contain_text("Clara")
    student = phone.ask("GET", "/me").json()["id"]
    assert desk.ask("DELETE", f"/students/{student}").status == 204
    expect(page.get_by_test_id("teacher")).to_have_count(0)  # without being asked
