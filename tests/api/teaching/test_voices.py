"""What is said aloud over REST: bounded, one's own, named by a comment or an answer once it has arrived."""

from uuid import UUID

import pytest

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Voice
from practice_app.services.shared import storage
from tests.api.teaching.test_feedback import V1, ann, heard, say, session, take, tea  # noqa: F401 - fixtures


def arrived(client, status="ready"):
    voice = Voice(user_id=UUID(client.user["id"]), mime_type="audio/webm", object_key=str(new_id()), bytes=9)
    voice.status = status
    with system_transaction() as db:
        db.add(voice)
    return str(voice.id)


def test_both_say_something_aloud_and_only_what_is_their_own(ann, tea, take):  # noqa: F811
    hers, his = arrived(tea), arrived(ann)
    assert say(tea, take, text="", voice_id=his).json()["field"] == "voice_id"
    assert say(tea, take, text="", voice_id=arrived(tea, "uploading")).json()["field"] == "voice_id"
    one = say(tea, take, text="", voice_id=hers)
    assert one.status_code == 201
    assert one.json()["voice_status"] == "ready"
    replies = f"{V1}/feedback/{one.json()['id']}/replies"
    assert ann.post(replies, json={"voice_id": hers}).status_code == 422
    assert ann.post(replies, json={}).status_code == 422
    assert ann.post(replies, json={"voice_id": his}).status_code == 201
    (row,) = heard(ann, take)
    assert [answer["voice_status"] for answer in row["replies"]] == ["ready"]


@pytest.mark.parametrize(
    ("more", "status"),
    [({"bytes": 0}, 422), ({"bytes": 9_000_000}, 413), ({"mime_type": "text/plain"}, 415), ({"bytes": -1}, 422)],
    ids=["nothing", "too much", "words", "less than nothing"],
)
def test_what_can_be_no_short_word_is_refused(ann, tea, take, more, status):  # noqa: F811
    body = {"mime_type": "audio/webm", "bytes": 10} | more
    assert tea.post(f"{V1}/videos/{take}/feedback/voice", json=body).status_code == status


def test_it_is_begun_once_under_its_id_and_sent_like_a_recording(ann, tea, take, monkeypatch):  # noqa: F811
    monkeypatch.setattr(storage, "begin", lambda *_: "upload")
    body = {"id": str(new_id()), "mime_type": "audio/mp4", "bytes": 10}
    first = tea.post(f"{V1}/videos/{take}/feedback/voice", json=body)
    assert (first.status_code, first.json()["recording"]["status"]) == (201, "uploading")
    assert tea.post(f"{V1}/videos/{take}/feedback/voice", json=body).status_code == 200
    parts = f"{V1}/recordings/{body['id']}/parts"
    assert len(tea.post(parts, json={"numbers": [1]}).json()["parts"]) == 1
    assert tea.post(parts, json={"numbers": [2]}).status_code == 422
    assert ann.post(parts, json={"numbers": [1]}).status_code == 404
