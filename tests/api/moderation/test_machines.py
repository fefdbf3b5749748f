"""Machines elsewhere that look at the board: they flag for moderators, change nothing, and nothing waits for them."""

import json
import threading
from base64 import b64decode
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image
from pydantic import ValidationError
from sqlalchemy import text, update

from practice_app.database import system_transaction
from practice_app.models import MachineLook
from practice_app.models.columns import now
from practice_app.services import moderation
from practice_app.services.moderation.machines import pictures, texts
from practice_app.settings import Settings, get_settings
from tests.api.moderation.conftest import ask, cases, decide

POSTS = "/api/v1/forum/posts"


class Machine(BaseHTTPRequestHandler):
    """Keeps what it is asked, and answers what it is told to."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.came.append((asked, self.headers.get("authorization", "")))
        status, answer = self.server.answer
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def machine():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    server.came, server.answer = [], (200, b"{}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def setting(monkeypatch, api):
    """Lets a host name machines."""

    def be(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear(), pictures._client.cache_clear()

    yield be
    monkeypatch.undo()
    get_settings.cache_clear(), pictures._client.cache_clear()


@pytest.fixture
def classifier(machine, setting):
    """A classifier of texts, two of whose names count."""
    setting(FLAG_TEXT_URL=machine.url, FLAG_TEXT_LABELS="Insult, threat", FLAG_TEXT_TOKEN="s3cret")
    return machine


def wrote(who, body="You play like a goat", **more):
    answer = who.post(POSTS, json={"title": "Bowing", "body_md": body, "category": "free"} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def waiting():
    with system_transaction() as db:
        return db.scalar(text("SELECT count(*) FROM machine_looks"))


def later():
    """Let it be time to ask again."""
    with system_transaction() as db:
        db.execute(update(MachineLook).values(due_at=now() - timedelta(seconds=1)))


@pytest.mark.parametrize(
    "answer",
    [
        {"insult": 0.91, "spam": 0.1},
        [[{"label": "INSULT", "score": 0.85}, {"label": "neutral", "score": 0.2}]],
        {"results": [{"flagged": True, "category_scores": {"threat": 1}}]},
    ],
)
def test_what_a_classifier_is_sure_of_is_a_case_and_stands_on_the_board_as_before(ann, bob, mod, classifier, answer):
    post = wrote(bob)
    classifier.answer = (200, json.dumps(answer).encode())
    assert moderation.look_by_machine() == 1
    assert classifier.came == [({"text": "Bowing\nYou play like a goat"}, "Bearer s3cret")]
    [case] = cases(mod)
    assert (case["flags"], case["hidden"], case["reports"]) == (["machine_text"], False, 0)
    assert ann.get(f"{POSTS}/{post['id']}").json()["hidden"] is False
    assert (waiting(), moderation.look_by_machine()) == (0, 0)


@pytest.mark.parametrize("answer", [{"insult": 0.79, "spam": 1}, {"insult": True}, [], "insult", 0.9, None])
def test_what_it_is_not_sure_of_or_calls_otherwise_is_no_case(bob, mod, classifier, answer):
    wrote(bob)
    classifier.answer = (200, json.dumps(answer).encode())
    assert (moderation.look_by_machine(), cases(mod), waiting()) == (1, [], 0)


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"{}"),
        (302, b"{}"),
        (200, b"no json"),
        (200, b"[" * 60_000),
        (200, b'{"insult": 1, "more": "' + b"x" * texts.LARGEST + b'"}'),
    ],
)
def test_one_that_is_away_or_answers_nonsense_is_asked_again_later_and_at_last_no_more(bob, mod, classifier, answer):
    wrote(bob), wrote(bob, "You dog")  # which the filter of the house knows nothing of, either
    classifier.answer = answer
    assert (moderation.look_by_machine(), len(classifier.came), cases(mod)) == (0, 1, [])
    for _ in range(20):
        later()
        moderation.look_by_machine()
    assert waiting() == 0


def test_without_any_the_filter_of_the_house_looks_alone(bob, mod):
    wrote(bob, "You utter bastard")
    assert (waiting(), [case["flags"] for case in cases(mod)]) == (0, [["words"]])


def test_while_one_is_away_the_filter_of_the_house_goes_on(bob, mod, setting):
    setting(FLAG_TEXT_URL="http://127.0.0.1:9", FLAG_TEXT_LABELS="insult")
    wrote(bob, "You utter bastard")
    assert (moderation.look_by_machine(), [case["flags"] for case in cases(mod)]) == (0, [["words"]])


def test_it_is_asked_about_what_was_changed_and_about_comments_and_not_about_what_went(ann, bob, mod, classifier):
    post = wrote(bob)
    assert bob.patch(f"{POSTS}/{post['id']}", json={"body_md": "You play well"}).status_code == 200
    said = ann.post(f"{POSTS}/{post['id']}/comments", json={"body_md": "Thank you"}).json()
    gone = ann.post(f"{POSTS}/{post['id']}/comments", json={"body_md": "Oops"}).json()
    assert ann.delete(f"/api/v1/forum/comments/{gone['id']}").status_code == 204
    moderation.look_by_machine()
    assert [asked["text"] for asked, _ in classifier.came] == ["Bowing\nYou play well", said["body_md"]]


def test_nothing_leaves_the_house_of_drafts_of_groups_and_of_what_two_write_to_each_other(ann, bob, classifier):
    group = bob.post("/api/v1/groups", json={"name": "Quartet", "joining": "invite"}).json()
    post = wrote(bob, group_id=group["id"])
    bob.post(f"{POSTS}/{post['id']}/comments", json={"body_md": "Among us"})
    wrote(bob, status="draft")
    ask(ann, bob, "Duets?")
    moderation.look_by_machine()
    assert (classifier.came, waiting()) == ([], 0)


def test_a_case_that_was_dismissed_is_opened_again_only_by_what_is_new(bob, mod, classifier):
    post = wrote(bob)
    classifier.answer = (200, b'{"insult": 1}')
    moderation.look_by_machine()
    decide(mod, cases(mod)[0]["id"], "dismiss")
    assert (moderation.look_by_machine(), cases(mod)) == (0, [])
    bob.patch(f"{POSTS}/{post['id']}", json={"body_md": "You play like two goats"})
    moderation.look_by_machine()
    assert len(cases(mod)) == 1


@pytest.mark.parametrize(
    ("name", "parent", "flags"),
    [("Explicit", "", [["machine_picture"]]), ("Weapons", "Violence", [["machine_picture"]]), ("Alcohol", "", [])],
)
def test_rekognition_looks_at_pictures_of_a_post_as_jpeg(bob, mod, machine, setting, name, parent, flags):
    keys = {"REKOGNITION_ACCESS_KEY_ID": "id", "REKOGNITION_SECRET_ACCESS_KEY": "secret"}
    setting(REKOGNITION_REGION="eu-central-1", REKOGNITION_URL=machine.url, **keys)
    out = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "PNG")
    url = bob.post("/api/v1/forum/uploads", content=out.getvalue(), headers={"content-type": "image/png"}).json()["url"]
    wrote(bob, f"![bow]({url}) ![not there](/forum/pictures/{'0' * 36}.webp)")
    label = {"Name": name, "ParentName": parent, "Confidence": 99.0}
    machine.answer = (200, json.dumps({"ModerationLabels": [label]}).encode())
    assert moderation.look_by_machine() == 1
    [(asked, signed)] = machine.came
    assert Image.open(BytesIO(b64decode(asked["Image"]["Bytes"]))).format == "JPEG"
    assert (asked["MinConfidence"], signed.startswith("AWS4-HMAC-SHA256 Credential=id/")) == (80, True)
    assert [case["flags"] for case in cases(mod)] == flags


def test_rekognition_that_refuses_holds_up_nothing(bob, mod, machine, setting):
    setting(REKOGNITION_REGION="eu-central-1", REKOGNITION_URL=machine.url)
    wrote(bob, "No picture here")
    assert (moderation.look_by_machine(), machine.came, waiting()) == (1, [], 0)


@pytest.mark.parametrize(
    "values",
    [{"FLAG_TEXT_URL": "file:///etc/passwd", "FLAG_TEXT_LABELS": "a"}, {"FLAG_TEXT_URL": "https://a.example"}],
)
def test_a_machine_that_is_half_named_is_noticed_at_the_start(values):
    with pytest.raises(ValidationError, match="FLAG_TEXT"):
        Settings(**{"SECRET_KEY": "x" * 40} | values)


def test_the_privacy_page_names_the_machines_that_there_are(visitor, setting, db_urls):
    assert "looked at by" not in visitor.get("/privacy").text
    setting(FLAG_TEXT_URL="https://classifier.example/v1", FLAG_TEXT_LABELS="insult", REKOGNITION_REGION="us-east-1")
    assert "looked at by classifier.example, Amazon Rekognition" in visitor.get("/privacy").text
