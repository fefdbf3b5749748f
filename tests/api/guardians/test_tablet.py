"""The tablet that a family shares: a tap and a PIN, and no way from there to the parent's account."""

import psycopg
import pytest

from practice_app.database import system_transaction
from practice_app.models import Profile
from practice_app.services.guardians import making
from tests.api.guardians.conftest import MINJI

ANN = {"email": "mum@example.com", "password": "fiddle-sticks"}
PIN = "4071"
GUESSES = ("1357", "2468", "7410", "8888", "9630", "8520", "9631")
"""One of them is none: no PIN is made so."""


@pytest.fixture
def two(mum, make):
    """Two children, each with a PIN."""
    both = [make(), make(username="joon", display_name="Joon")]
    for child, pin in zip(both, (PIN, "8250"), strict=True):
        assert mum.post(f"/api/v1/children/{child['id']}/pin", json={"pin": pin}).status_code == 204
    return {child["display_name"]: child["id"] for child in both}


@pytest.fixture
def tablet(two, at_home):
    """The parent signed in on it and set it up."""
    assert at_home.post("/api/v1/auth/login", json=ANN).status_code == 200
    assert at_home.post("/api/v1/family").status_code == 204
    return at_home


def switch(tablet, child, pin=PIN):
    return tablet.post("/api/v1/family/switch", json={"child_id": child, "pin": pin})


def me(tablet):
    return tablet.get("/api/v1/me").json().get("display_name")


def test_a_child_comes_in_by_its_pin_and_whoever_was_in_is_out(tablet, two):
    family = tablet.get("/api/v1/family").json()
    assert family["guardian"] == "Mum"
    assert [(one["display_name"], one["has_pin"]) for one in family["items"]] == [("Joon", True), ("Minji", True)]
    mums = tablet.cookies["woodshed_session"]

    assert switch(tablet, two["Minji"]).json()["user"]["display_name"] == "Minji"
    assert me(tablet) == "Minji"
    minjis = tablet.cookies["woodshed_session"]
    assert switch(tablet, two["Joon"], "8250").status_code == 200
    assert me(tablet) == "Joon"
    for old in (mums, minjis):
        tablet.cookies.set("woodshed_session", old)
        assert tablet.get("/api/v1/me", headers={"Cookie": f"woodshed_session={old}"}).status_code == 401


def test_a_child_that_has_a_picture_is_known_by_it(tablet, two):
    with system_transaction() as db:
        db.add(Profile(user_id=two["Minji"], picture="face-of-minji"))
    joon, minji = tablet.get("/api/v1/family").json()["items"]
    assert joon["picture_url"] is None
    assert "face-of-minji" in minji["picture_url"]


def test_the_cookie_of_the_tablet_opens_nothing_and_no_script_reads_it(two, at_home):
    at_home.post("/api/v1/auth/login", json=ANN)
    cookies = at_home.post("/api/v1/family").headers.get_list("set-cookie")
    (kept,) = [one for one in cookies if one.startswith("woodshed_family=")]
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    assert "Path=/api/v1/family" in kept
    del at_home.cookies["woodshed_session"]
    assert at_home.get("/api/v1/me").status_code == 401
    assert at_home.get("/api/v1/children").status_code == 401
    assert at_home.get("/api/v1/family").status_code == 200


def test_a_pin_works_on_no_other_device(visitor, two):
    visitor.headers["Sec-Fetch-Site"] = "same-origin"
    assert switch(visitor, two["Minji"]).status_code == 404
    assert visitor.get("/api/v1/family").status_code == 404
    for body in ({"username": "민지", "password": PIN}, {"username": MINJI["username"], "password": "8250"}):
        assert visitor.post("/api/v1/auth/login", json=body).status_code == 401


def test_wrong_pins_are_few_and_each_child_has_its_own(tablet, two):
    wrong = [switch(tablet, two["Minji"], pin).status_code for pin in GUESSES]
    assert wrong == [422] * 6 + [429]
    assert switch(tablet, two["Minji"]).status_code == 429
    assert switch(tablet, two["Joon"]).status_code == 422  # Minji's PIN is not Joon's
    assert switch(tablet, two["Joon"], "8250").status_code == 200


def test_a_child_of_others_does_not_come_in(tablet, dad, two, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("DELETE FROM guardian WHERE child_id = %s", [two["Joon"]])
    assert switch(tablet, two["Joon"], "8250").status_code == 404
    assert switch(tablet, dad.user["id"]).status_code == 404


def test_who_came_in_by_a_pin_has_proved_too_little_for_what_could_cost_the_account(tablet, two):
    switch(tablet, two["Minji"])
    answer = tablet.post("/api/v1/family")
    assert answer.status_code == 403


@pytest.mark.parametrize("end", ["family", "everywhere", "password", "paused"])
def test_what_ends_the_tablet_ends_who_is_in_there(tablet, mum, two, end):
    switch(tablet, two["Minji"])
    if end == "family":
        assert mum.delete("/api/v1/family").status_code == 204
    elif end == "everywhere":
        assert mum.post("/api/v1/auth/logout-everywhere").status_code == 204
    elif end == "password":
        changed = {"current_password": ANN["password"], "new_password": "a heron at the pond"}
        assert mum.post("/api/v1/me/password", json=changed).status_code == 204
    else:
        assert mum.delete(f"/api/v1/children/{two['Minji']}/consent").status_code == 204
    assert tablet.get("/api/v1/me").status_code == 401
    assert switch(tablet, two["Minji"]).status_code == 404


def test_another_site_switches_nobody(tablet, two):
    tablet.headers["Sec-Fetch-Site"] = "cross-site"
    assert switch(tablet, two["Minji"]).status_code == 403


@pytest.mark.parametrize("pin", ["", "123", "1234567", "1234", "4321", "0000", "12a4", "４４４４"])
def test_what_is_no_pin_or_the_first_to_be_tried_is_refused(mum, minji, pin):
    answer = mum.post(f"/api/v1/children/{minji['id']}/pin", json={"pin": pin})
    assert (answer.status_code, answer.json()["field"]) == (422, "pin")


def test_digits_of_any_script_are_digits():
    assert making.clean_pin("４０７１") == making.clean_pin(" 4071 ") == making.clean_pin("٤٠٧١") == "4071"


def test_a_pin_is_kept_keyed_and_of_one_child(mum, make, db_urls):
    for name in ("one", "two"):
        child = make(username=f"kid-{name}")
        mum.post(f"/api/v1/children/{child['id']}/pin", json={"pin": PIN})
    with psycopg.connect(db_urls.superuser) as db:
        hashes = [one for (one,) in db.execute("SELECT pin_hash FROM users WHERE pin_hash IS NOT NULL")]
    assert len(set(hashes)) == 2
    assert making.passwords.check(PIN, hashes[0]).right is False
