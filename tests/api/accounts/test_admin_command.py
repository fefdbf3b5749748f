"""`python -m practice_app.admin`: what it does is done, told to whom it concerns, and said in a sentence."""

import os
import subprocess
import sys

import pytest

from practice_app.admin.command import main
from practice_app.services.accounts import stewards
from practice_app.settings import get_settings
from tests.api.conftest import ANN
from tests.stack import ROOT

EMAIL = ANN["email"]


def sign_in(device, password=ANN["password"], email=EMAIL):
    return device.post("/api/v1/auth/login", json={"email": email, "password": password})


def told(client):
    """What somebody reads of what was done with their account."""
    items = client.get("/api/v1/me/audit").json()["items"]
    return [(item["kind"], item["detail"]) for item in items if "by" in item["detail"]]


def again(visitor, password=ANN["password"], email=EMAIL):
    """Sign in on a new device."""
    visitor.headers["Authorization"] = f"Bearer {sign_in(visitor, password, email).json()['access_token']}"
    return visitor


def test_somebody_made_by_command_signs_in_with_what_is_printed_once(api, visitor, capsys):
    assert main(["create", "mia@example.com", "Mia", "--role", "moderator", "--by", "Kim"]) == 0
    said = capsys.readouterr().out
    mia = again(visitor, said.split()[-1], "mia@example.com")
    assert mia.get("/api/v1/me").json()["role"] == "moderator"
    assert told(mia) == [("account_made", {"by": "Kim", "role": "moderator"})]


def test_a_role_is_given_and_taken_and_each_time_told(ann, capsys):
    for words in (["promote", EMAIL, "administrator"], ["demote", EMAIL, "teacher"], ["demote", EMAIL, "teacher"]):
        assert main([*words, "--by", "Kim"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{EMAIL} is an administrator now.",
        f"{EMAIL} is a teacher now.",
        f"{EMAIL} is a teacher already.",
    ]
    assert ann.get("/api/v1/me").json()["role"] == "teacher"
    assert told(ann) == [
        ("role_changed", {"by": "Kim", "before": "admin", "role": "teacher"}),
        ("role_changed", {"by": "Kim", "before": "student", "role": "admin"}),
    ]


def test_whoever_is_suspended_is_out_and_stays_out_until_let_in_again(ann, visitor, capsys):
    refresh = {"refresh_token": sign_in(visitor).json()["refresh_token"]}
    assert main(["suspend", EMAIL, "--by", "Kim"]) == 0
    assert ann.get("/api/v1/me").status_code == 401
    assert visitor.post("/api/v1/auth/refresh", json=refresh).status_code == 401
    refused = sign_in(visitor)
    assert (refused.status_code, refused.json()["code"]) == (403, "suspended")
    assert "suspended. Please ask whoever runs this Woodshed" in refused.json()["detail"]
    assert sign_in(visitor, "wrong").json()["code"] == "wrong_credentials"

    assert main(["suspend", EMAIL]) == 0
    assert main(["unsuspend", EMAIL, "--by", "Kim"]) == 0
    assert told(again(visitor)) == [("unsuspended", {"by": "Kim"}), ("suspended", {"by": "Kim", "devices": 2})]


def test_signing_out_by_command(ann, visitor, capsys):
    assert main(["sign-out", EMAIL]) == 0
    assert capsys.readouterr().out == f"{EMAIL} is signed out on 1 device.\n"
    assert ann.get("/api/v1/me").status_code == 401
    ((kind, detail),) = told(again(visitor))
    assert (kind, detail["devices"]) == ("signed_out_by_steward", 1)
    assert detail["by"]


def test_a_new_password_by_command_replaces_the_old_and_stands_nowhere(ann, visitor, capsys):
    assert main(["reset", EMAIL, "--by", "Kim"]) == 0
    password = capsys.readouterr().out.split()[-1]
    assert ann.get("/api/v1/me").status_code == 401
    assert sign_in(visitor).status_code == 401
    assert told(again(visitor, password)) == [("password_set", {"by": "Kim", "devices": 1})]


def test_whoever_is_purged_is_gone_at_once_and_may_begin_anew(ann, sign_up, visitor, capsys):
    bob = sign_up("Bob")
    assert main(["purge", EMAIL]) == main(["purge", bob.user["id"]]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{EMAIL} is erased: ")
    assert second.startswith(f"{bob.user['id']} is erased: ")
    assert ann.get("/api/v1/me").status_code == bob.get("/api/v1/me").status_code == 401
    assert sign_in(visitor).json()["code"] == "wrong_credentials"
    assert main(["purge", EMAIL]) == main(["purge", bob.user["id"]]) == 1
    assert sign_up("Ann").get("/api/v1/me").status_code == 200
    assert main(["purge", "--erased"]) == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["suspend", "nobody@example.com"], "There is no account with this e-mail."),
        (["reset", "no address"], "There is no account with this e-mail."),
        (["create", EMAIL, "Ann"], "There is an account with this e-mail already"),
        (["create", "x@example.com", "n" * 81], "Use at most 80 characters."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(ann, capsys, words, reason):
    assert main(words) == 1
    said = capsys.readouterr()
    assert (said.out, said.err[: len(reason)]) == ("", reason)
    assert told(ann) == []


@pytest.mark.parametrize(
    "words", [[], ["promote", EMAIL, "king"], ["promote", EMAIL], ["purge"], ["purge", EMAIL, "--erased"]]
)
def test_what_cannot_be_read_ends_with_two(capsys, words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_no_mistake_of_ours_is_shown_as_a_traceback(clean_database, monkeypatch, capsys):
    monkeypatch.setattr(stewards.profiles, "find", lambda *_: 1 / 0)
    assert main(["suspend", EMAIL]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"DATABASE_URL": ""}, "There is no database here"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "Woodshed can't reach its storage"),
        ({"SECRET_KEY": "short"}, "Woodshed can't start with these settings"),
    ],
)
def test_run_beside_a_house_that_is_not_there(clean_database, changed, reason):
    """As a program of its own, since settings are read once."""
    get_settings()
    ran = subprocess.run(
        [sys.executable, "-m", "practice_app.admin", "suspend", EMAIL],
        env=os.environ | changed,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr[: len(reason)]) == (1, "", reason)
    assert "Traceback" not in ran.stderr
