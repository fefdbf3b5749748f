"""Moving to a new address: proved by the password, confirmed from the new mailbox, told to the old one."""

import psycopg
import pytest

from tests.api.accounts.mails import token_of
from tests.api.accounts.test_by_mail import CHANGED, FORGOT, NEW, RESET, VERIFY
from tests.api.conftest import ANN

EMAIL, WAITING, RESEND = "/api/v1/me/email", "/api/v1/me/email/waiting", "/api/v1/auth/email/resend"
IS_IT, ABOUT_TO, DONE, TAKEN = (
    "Is this your new address?",
    "Another address for your journal",
    "Your journal has another address now",
    "This address has a journal already",
)
ANNA = "anna@example.org"


def asked(client, email=ANNA, **more):
    return client.post(EMAIL, json={"email": email, "password": ANN["password"]} | more)


def token(post, *but):
    """The token of the one such mail that came besides those of these tokens."""
    [found] = {token_of(mail) for mail in post.arrive(IS_IT, len(but) + 1)} - set(but)
    return found


def kinds(client):
    return [item["kind"] for item in client.get("/api/v1/me/audit").json()["items"]]


def test_the_new_address_is_the_accounts_once_its_mail_was_answered(post, ann, device):
    assert asked(ann).status_code == 202
    assert post.arrive(ABOUT_TO)[0]["To"] == ANN["email"]
    [mail] = post.arrive(IS_IT)
    assert mail["To"] == ANNA
    waiting = ann.get(EMAIL).json()
    assert (waiting["email"], waiting["waiting"]["email"]) == (ANN["email"], ANNA)
    assert device.post(VERIFY, json={"token": token_of(mail)}).status_code == 204
    assert ann.get(EMAIL).json() == {"email": ANNA, "verified": True, "waiting": None}
    assert post.arrive(DONE)[0]["To"] == ANN["email"]
    logins = [
        device.post("/api/v1/auth/login", json={"email": email, "password": ANN["password"]}).status_code
        for email in (ANN["email"], ANNA)
    ]
    assert logins == [401, 200]
    assert {"email_asked", "email_changed"} <= set(kinds(ann))
    assert device.post(VERIFY, json={"token": token_of(mail)}).json()["code"] == "spent_link"


def test_it_wants_the_password_or_a_proof_of_a_moment_ago(post, ann, visitor, a_while_later):
    a_while_later()
    assert ann.post(EMAIL, json={"email": ANNA}).json()["code"] == "sign_in_again"
    wrong = asked(ann, password="a guess of somebody's")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "password")
    assert ann.get(EMAIL).json()["waiting"] is None
    assert asked(ann).status_code == 202
    assert ann.post(EMAIL, json={"email": "other@example.org"}).status_code == 202
    assert visitor.post(EMAIL, json={"email": ANNA}).status_code == 401


@pytest.mark.parametrize("email", ["no address", "", ANN["email"], " ann@EXAMPLE.com "])
def test_what_is_no_new_address_is_said_beside_its_field(post, ann, email):
    answer = asked(ann, email)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "email")


def test_no_answer_tells_that_somebody_has_the_address_but_a_mail_to_them(post, ann, bob, device):
    taken, free = asked(ann, "bob@example.com"), asked(ann, "nobody@example.com")
    assert (taken.status_code, taken.text) == (free.status_code, free.text) == (202, "null")
    assert post.arrive(TAKEN)[0]["To"] == "bob@example.com"
    post.arrive(IS_IT)
    assert {mail["To"] for mail in post.all() if mail["Subject"] == IS_IT} == {"nobody@example.com"}
    assert asked(ann, "bob@example.com").status_code == 202
    assert ann.get(EMAIL).json()["waiting"]["email"] == "bob@example.com", "it waits like any other"


def test_of_two_who_want_one_address_the_first_to_answer_gets_it(post, ann, bob, device):
    asked(ann)
    first = token(post)
    asked(bob)
    second = token(post, first)
    assert device.post(VERIFY, json={"token": second}).status_code == 204
    late = device.post(VERIFY, json={"token": first})
    assert (late.status_code, late.json()["code"]) == (409, "email_taken")
    assert (ann.get(EMAIL).json()["email"], bob.get(EMAIL).json()["email"]) == (ANN["email"], ANNA)


def test_it_is_taken_back_and_the_mail_is_worth_nothing(post, ann, device):
    assert ann.delete(WAITING).status_code == 404
    asked(ann)
    sent = token(post)
    assert ann.delete(WAITING).status_code == 204
    assert device.post(VERIFY, json={"token": sent}).json()["code"] == "spent_link"
    assert ann.get(EMAIL).json() == {"email": ANN["email"], "verified": False, "waiting": None}


def test_the_mail_comes_again_and_either_does(post, ann, device):
    asked(ann)
    first = token(post)
    assert ann.post(RESEND).status_code == 202
    second = token(post, first)
    assert {mail["To"] for mail in post.arrive(IS_IT, 2)} == {ANNA}
    assert device.post(VERIFY, json={"token": first}).status_code == 204
    assert device.post(VERIFY, json={"token": second}).json()["code"] == "spent_link"


def test_a_newer_wish_replaces_the_one_before(post, ann, device):
    asked(ann)
    before = token(post)
    asked(ann, "annie@example.org")
    after = token(post, before)
    assert device.post(VERIFY, json={"token": before}).json()["code"] == "spent_link"
    assert device.post(VERIFY, json={"token": after}).status_code == 204
    assert ann.get(EMAIL).json()["email"] == "annie@example.org"


def test_nobody_is_flooded_with_such_mails(post, ann):
    answers = [asked(ann, f"anna-{n}@example.org").status_code for n in range(4)]
    assert answers == [202, 202, 202, 429]


def test_who_sets_a_new_password_keeps_the_address_too(post, ann, device):
    asked(ann)
    thiefs = token(post)
    device.post(FORGOT, json={"email": ANN["email"]})
    reset = token_of(post.arrive("A new password")[0])
    assert device.post(RESET, json={"token": reset, "new_password": NEW}).status_code == 204
    assert device.post(VERIFY, json={"token": thiefs}).json()["code"] == "spent_link"


def test_a_changed_password_ends_what_waits_and_is_told_by_mail(post, ann, device):
    asked(ann)
    thiefs = token(post)
    body = {"current_password": ANN["password"], "new_password": NEW}
    assert ann.post("/api/v1/me/password", json=body).status_code == 204
    assert device.post(VERIFY, json={"token": thiefs}).json()["code"] == "spent_link"
    [told] = post.arrive(CHANGED)
    assert told["To"] == ANN["email"]
    assert "forgot" in told.get_body(("plain",)).get_content()


def test_links_to_the_old_address_open_nothing_any_more(post, ann, device):
    device.post(FORGOT, json={"email": ANN["email"]})
    reset = token_of(post.arrive("A new password")[0])
    old = token_of(post.arrive("Is this address yours?")[0])
    asked(ann)
    assert device.post(VERIFY, json={"token": token(post)}).status_code == 204
    assert device.post(RESET, json={"token": reset, "new_password": NEW}).json()["code"] == "spent_link"
    assert device.post(VERIFY, json={"token": old}).json()["code"] == "spent_link"


def test_a_new_password_needs_the_current_one_or_a_proof_of_a_moment_ago(post, ann, a_while_later):
    assert ann.post("/api/v1/me/password", json={"new_password": NEW}).status_code == 204
    a_while_later()
    answer = ann.post("/api/v1/me/password", json={"new_password": "another much better one"})
    assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_again")


def test_the_new_address_is_sealed_and_goes_when_it_was_taken_back(post, ann, db_urls):
    asked(ann)
    with psycopg.connect(db_urls.superuser) as db:
        assert ANNA not in str(db.execute("SELECT t::text FROM mail_tokens t").fetchall())
        ann.delete(WAITING)
        gone = "SELECT count(*) FROM mail_tokens WHERE email_encrypted IS NOT NULL"
        assert db.execute(gone).fetchone() == (0,)


def test_nobody_sees_or_takes_back_what_another_asked_for(post, ann, bob):
    asked(ann)
    assert bob.get(EMAIL).json()["waiting"] is None
    assert bob.delete(WAITING).status_code == 404
    assert ann.get(EMAIL).json()["waiting"]["email"] == ANNA


def test_a_child_whom_others_look_after_gives_itself_no_address(ann, visitor):
    child = {"username": "minji", "password": "a violin for minji", "display_name": "Minji", "consent": True}
    ann.post("/api/v1/me/roles", json={"role": "parent"})
    answer = ann.post("/api/v1/children", json=child | {"birth_year": 2018})
    assert answer.status_code == 201, answer.text
    said = {"username": child["username"], "password": child["password"]}
    token_pair = visitor.post("/api/v1/auth/login", json=said).json()
    visitor.cookies.clear()
    visitor.headers["Authorization"] = f"Bearer {token_pair['access_token']}"
    answer = visitor.post(EMAIL, json={"email": ANNA, "password": child["password"]})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert visitor.get(EMAIL).json() == {"email": None, "verified": False, "waiting": None}
