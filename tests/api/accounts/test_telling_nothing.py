"""Whether there is an account is told by no answer, and by no time: the same work is done for nobody as for somebody.

What is counted here is what takes time: passwords hashed, statements to PostgreSQL, limits asked, mails queued.
"""

from collections import Counter

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from practice_app.database import engine
from practice_app.services.accounts import guessing, passwords, profiles
from practice_app.services.shared.limits import rates
from practice_app.services.shared.mail import posting
from practice_app.settings import get_settings
from tests.api.conftest import ANN

NOBODY = "eve@example.com"
LOGIN, FORGOT = "/api/v1/auth/login", "/api/v1/auth/password/forgot"


@pytest.fixture
def work(monkeypatch):
    """Count, as long as the test lasts; what is done after the answer waits for ever."""
    done = Counter()
    verify, asked = passwords._hasher.verify, rates._try
    monkeypatch.setattr(
        passwords._hasher.__class__, "verify", lambda _self, *args: done.update(["hash"]) or verify(*args)
    )
    monkeypatch.setattr(rates, "_try", lambda *args, **more: done.update(["limit"]) or asked(*args, **more))
    monkeypatch.setattr(posting, "_posts", lambda: _Queue(done))

    def counted(*_args):
        done["statement"] += 1

    event.listen(engine(), "before_cursor_execute", counted)
    yield done
    event.remove(engine(), "before_cursor_execute", counted)


class _Queue:
    def __init__(self, done):
        self.done = done

    def submit(self, *_):
        self.done["after the answer"] += 1
        posting._places.release()


@pytest.fixture
def asked(api, work):
    """Send something as somebody who was never here; tell the answer, and what work it was."""
    number = iter(range(1, 250))

    def send(path, **body):
        device = TestClient(api, "http://woodshed.example", client=(f"203.0.113.{next(number)}", 1))
        work.clear()
        answer = device.post(path, json=body)
        return (answer.status_code, answer.text), dict(work)

    return send


@pytest.fixture
def without_a_password(sign_up, db_urls):
    email = sign_up("Dora").user["email"]
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET password_hash = NULL WHERE display_name = 'Dora'")
    return email


def sign_in(asked, email, password="wrong"):
    return asked(LOGIN, email=email, password=password)


@pytest.mark.parametrize("password", ["wrong", "비밀번호가 아니에요", "x" * 300, ""])
def test_a_wrong_password_is_as_much_work_for_somebody_as_for_nobody(asked, ann, without_a_password, password):
    sign_in(asked, NOBODY)  # whatever is made once is there
    nobodys = sign_in(asked, NOBODY, password)
    assert nobodys[0][0] == 401
    assert nobodys[1]["hash"] > 0
    assert sign_in(asked, ANN["email"], password) == nobodys
    assert sign_in(asked, without_a_password, password) == nobodys


def test_nor_does_the_one_differ_that_is_told_to_the_owner(asked, ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "login_account_limit", "3/hour")
    sign_in(asked, "somebody@example.com")
    nobodys, anns = ([sign_in(asked, email) for _ in range(5)] for email in (NOBODY, ANN["email"]))
    assert [answer[0] for answer, _ in nobodys] == [401, 401, 401, 429, 429]
    assert [work for _, work in nobodys] == [work for _, work in anns]
    assert nobodys[2][1]["after the answer"] == 1


def test_a_forgotten_password_is_as_much_work(asked, ann, without_a_password):
    nobodys = asked(FORGOT, email=NOBODY)
    assert nobodys[0] == (202, "null")
    assert nobodys == asked(FORGOT, email=ANN["email"]) == asked(FORGOT, email=without_a_password)


def test_naming_a_new_address_is_as_much_work(asked, ann, bob, work):
    def name(email):
        work.clear()
        answer = ann.post("/api/v1/me/email", json={"email": email, "password": ANN["password"]})
        return answer.status_code, answer.text, dict(work)

    name("warm@example.com")
    assert name("bob@example.com") == name(NOBODY)


@pytest.mark.parametrize("leak", ["hash", "statement", "after the answer"])
def test_what_would_tell_is_seen(asked, ann, monkeypatch, leak):
    """The measure itself: each of these made the difference once, here or elsewhere."""
    check, find = passwords.check, profiles.find

    def only_where_there_is_one(given, stored):
        return check(given, stored) if stored else passwords.Checked(False)

    def another_look(db, email):
        found = find(db, email)
        if found:
            db.refresh(found)
        return found

    def ann_alone(guess):
        return guess == guessing.Guess.of(ANN["email"], guess.network)

    leaking = {
        "hash": (passwords, "check", only_where_there_is_one),
        "statement": (profiles, "find", another_look),
        "after the answer": (guessing, "first_of_a_burst", ann_alone),
    }
    monkeypatch.setattr(*leaking[leak])
    sign_in(asked, NOBODY)
    assert sign_in(asked, NOBODY)[1].get(leak) != sign_in(asked, ANN["email"])[1].get(leak)


def test_signing_up_tells_that_an_address_is_taken_a_few_times_to_a_network(api, ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "login_address_limit", "2/minute")

    def sign_up(email, address="203.0.113.7"):
        device = TestClient(api, "http://woodshed.example", client=(address, 1))
        return device.post("/api/v1/auth/register", json=ANN | {"email": email})

    answers = [sign_up(ANN["email"]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [409, 409, 429]
    assert int(answers[2].headers["retry-after"]) > 0
    assert sign_up("new@example.com").status_code == 429
    assert sign_up("new@example.com", "198.51.100.9").status_code == 201
