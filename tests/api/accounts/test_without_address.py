"""An account with neither address nor password: a child's, or of somebody who comes in by another account."""

import pytest

from practice_app.admin.command import main
from practice_app.database import system_transaction
from practice_app.models import AuthKind, User
from practice_app.services import accounts
from practice_app.services.accounts import by_mail
from practice_app.services.shared import mail


@pytest.fixture
def kim(visitor):
    """Somebody signed in of whom nothing but the name is known; with their id."""
    with system_transaction() as db:
        user = User(display_name="Kim")
        db.add(user)
        db.flush()
        keys = accounts.sign_in(db, user, AuthKind.CLIENT, "")
    visitor.headers["Authorization"] = f"Bearer {keys.access_token}"
    visitor.kim = user.id
    return visitor


def test_it_says_of_itself_that_it_has_neither(kim, ann):
    me = kim.get("/api/v1/me").json()
    assert (me["email"], me["email_verified"], me["has_password"]) == (None, False, False)
    hers = ann.get("/api/v1/me").json()
    assert (hers["email"], hers["has_password"]) == ("ann@example.com", True)


def test_its_name_changes_and_its_password_cannot_be_guessed(kim):
    assert kim.patch("/api/v1/me", json={"display_name": "Kimmy"}).json()["display_name"] == "Kimmy"
    body = {"current_password": "", "new_password": "a much better fiddle"}
    answer = kim.post("/api/v1/me/password", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, "current_password")


def test_no_mail_goes_to_it(kim, monkeypatch):
    asked = []
    monkeypatch.setattr(mail, "soon", lambda write: asked.append(write()))
    assert kim.post("/api/v1/auth/email/resend").status_code == 202
    by_mail.ask_to_verify(kim.kim)
    assert asked == [None, None]


def test_an_empty_address_finds_nobody(kim, visitor):
    for email, status in (("", 422), ("None", 401), (str(kim.kim), 401)):  # 422: neither address nor user name
        answer = visitor.post("/api/v1/auth/login", json={"email": email, "password": ""})
        assert answer.status_code == status


def test_two_of_them_live_side_by_side_and_their_addresses_need_no_new_key(kim):
    with system_transaction() as db:
        db.add(User(display_name="Another"))
    assert [(dict(tally.under), tally.failed) for tally in accounts.reencrypt()] == []


def test_whoever_runs_this_names_it_by_its_id(kim, capsys):
    assert main(["suspend", str(kim.kim), "--by", "Ops"]) == 0
    assert kim.get("/api/v1/me").status_code == 401
    assert main(["suspend", "no-such-id", "--by", "Ops"]) == 1
