"""What somebody new writes with many links waits until a person has looked."""

import pytest
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.models import Notification
from tests.api.moderation.conftest import QUEUE

POSTS = "/api/v1/forum/posts"
LINKS = " ".join(f"[{n}](https://example.org/{n})" for n in range(3))


@pytest.fixture
def newcomer(arrive):
    return arrive("Nina", days=0)


def wrote(who, body=LINKS, **more):
    told = {"title": "Look at these", "body_md": body, "category": "tip", "tags": ["bow"]} | more
    answer = who.post(POSTS, json=told)
    assert answer.status_code == 201, answer.text
    return answer.json()


def listed(who, **asked):
    return [one["title"] for one in who.get(POSTS, params=asked).json()["items"]]


def found(who):
    return [one["title"] for one in who.get("/api/v1/forum/search", params={"q": "look"}).json()["items"]]


def judge(mod, case, action):
    answer = mod.post(f"/api/v1/moderation/reports/{case['id']}", json={"action": action, "reason": "Looked at."})
    assert answer.status_code == 200, answer.text


def test_a_post_waits_and_stands_on_the_board_once_somebody_looked(ann, newcomer, mod):
    post = wrote(newcomer)
    assert (post["held"], post["hidden"], post["status"]) == (True, True, "published")
    assert listed(ann) == listed(ann, tag="bow") == found(ann) == []
    assert ann.get(f"{POSTS}/{post['id']}").status_code == 404
    [case] = mod.get(QUEUE).json()["items"]
    assert (case["flags"], case["hidden"], case["reports"]) == (["held"], True, 0)
    judge(mod, case, "dismiss")
    assert listed(ann) == listed(ann, tag="bow") == found(ann) == ["Look at these"]
    shown = newcomer.get(f"{POSTS}/{post['id']}").json()
    assert (shown["held"], shown["hidden"]) == (False, False)
    assert shown["published_at"] > post["published_at"], "it is as new as others see it"


def test_where_nobody_looks_nothing_waits(ann, newcomer):
    assert not wrote(newcomer)["held"]
    assert listed(ann) == ["Look at these"]


def test_a_comment_waits_too_and_is_told_once_it_is_seen(ann, newcomer, mod):
    asked = wrote(ann, "Which strings?", category="question")
    said = newcomer.post(f"{POSTS}/{asked['id']}/comments", json={"body_md": LINKS}).json()
    assert (said["held"], said["hidden"]) == (True, True)
    shown = ann.get(f"{POSTS}/{asked['id']}").json()
    assert (shown["comments"], ann.get(f"{POSTS}/{asked['id']}/comments").json()["items"]) == (0, [])

    def told():
        with system_transaction() as db:
            return len(db.exec(select(Notification.id).where(col(Notification.user_id) == ann.id)).all())

    assert told() == 0
    judge(mod, mod.get(QUEUE).json()["items"][0], "dismiss")
    assert ann.get(f"{POSTS}/{asked['id']}").json()["comments"] == 1
    assert told() == 1


def test_what_a_moderator_hides_of_it_stays_off_the_board(ann, newcomer, mod):
    post = wrote(newcomer)
    judge(mod, mod.get(QUEUE).json()["items"][0], "hide")
    assert listed(ann) == []
    assert newcomer.get(f"{POSTS}/{post['id']}").json()["hidden"]


def test_few_links_do_not_wait_nor_do_those_of_who_has_been_here_but_more_put_in_later_do(ann, newcomer, mod):
    few = wrote(newcomer, "[one](https://example.org) and [two](https://example.org)")
    assert not few["held"]
    assert not wrote(ann)["held"]
    assert newcomer.patch(f"{POSTS}/{few['id']}", json={"body_md": "no more"}).json()["held"] is False
    assert newcomer.patch(f"{POSTS}/{few['id']}", json={"body_md": LINKS}).json()["held"] is True
