"""A grown child takes its account over, and from then on it is theirs alone."""

import psycopg
import pytest

from tests.api.accounts.mails import token_of
from tests.api.guardians.conftest import PASSWORD, YEAR

SUBJECT, EMAIL, NEW = "Your journal becomes yours", "minji@example.org", "a heron at the pond"


@pytest.fixture
def grown(make):
    return make(birth_year=YEAR - 16)


def hand_over(mum, child, email=EMAIL):
    return mum.post(f"/api/v1/children/{child['id']}/hand-over", json={"email": email})


def test_who_proves_the_address_chooses_a_password_and_the_guardians_are_out(post, mum, grown, visitor, db_urls):
    mum.post(f"/api/v1/children/{grown['id']}/pin", json={"pin": "4071"})
    visitor.post("/api/v1/auth/login", json={"username": "민지", "password": PASSWORD})
    assert hand_over(mum, grown).status_code == 202
    [mail] = post.arrive(SUBJECT)
    assert mail["To"] == EMAIL
    taken = {"token": token_of(mail), "new_password": NEW}
    assert (
        visitor.post("/api/v1/auth/hand-over", json=taken, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 204
    )

    assert visitor.get("/api/v1/me").status_code == 401  # every device is out
    old = visitor.post("/api/v1/auth/login", json={"username": "민지", "password": NEW})
    assert old.status_code == 401
    me = visitor.post("/api/v1/auth/login", json={"email": EMAIL, "password": NEW}).json()["user"]
    assert (me["id"], me["username"], me["email_verified"]) == (grown["id"], None, True)
    assert mum.get("/api/v1/children").json()["items"] == []
    assert mum.patch(f"/api/v1/children/{grown['id']}", json={}).status_code == 404
    with psycopg.connect(db_urls.superuser) as db:
        agreed = db.execute(
            "SELECT how FROM consents WHERE revoked_at IS NULL AND user_id = %s", [grown["id"]]
        ).fetchall()
        assert agreed == [("handing_over",)]
        assert db.execute("SELECT 1 FROM users WHERE pin_hash IS NOT NULL").fetchall() == []
    again = visitor.post("/api/v1/auth/hand-over", json=taken)
    assert (again.status_code, again.json()["field"]) == (422, "token")


def test_a_child_is_not_handed_its_account_before_it_is_grown(mum, minji):
    answer = hand_over(mum, minji)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_grown")
    assert str(YEAR - 9 + 15) in answer.json()["detail"]


def test_an_address_that_has_a_journal_is_told_of_that_alone(post, mum, grown, ann):
    """The answer tells nothing; the mailbox does."""
    assert hand_over(mum, grown, "ann@example.com").status_code == 202
    [mail] = post.arrive("This address has a journal already")
    assert mail["To"] == "ann@example.com"


def test_an_address_that_somebody_took_meanwhile_is_not_taken_twice(post, mum, grown, visitor, sign_up):
    hand_over(mum, grown)
    [mail] = post.arrive(SUBJECT)
    sign_up("Other", email=EMAIL)
    taken = {"token": token_of(mail), "new_password": NEW}
    answer = visitor.post("/api/v1/auth/hand-over", json=taken)
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert len(mum.get("/api/v1/children").json()["items"]) == 1
