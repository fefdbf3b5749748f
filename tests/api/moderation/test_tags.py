"""Tags that mean the same: joined by moderators, found by either, taken apart again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from practice_app.database import system_transaction
from practice_app.models import ForumPost
from tests.api.forum.test_board import post, titles
from tests.api.moderation.conftest import LOG

TAGS = "/api/v1/moderation/tags"
SEARCH = "/api/v1/forum/search"


def join(who, name, into):
    return who.post(TAGS, json={"name": name, "into": into})


def joined(who, name, into):
    answer = join(who, name, into)
    assert answer.status_code == 201, answer.text
    return answer.json()


def suggested(who, typed):
    return [(one["name"], one["posts"]) for one in who.get("/api/v1/tags/forum", params={"q": typed}).json()["items"]]


def listed(who, tag, **asked):
    return sorted(titles(who, tag=tag, **asked))


@pytest.fixture
def posts(ann, bob):
    post(ann, title="Wide", tags=["vibrato"])
    post(bob, title="Narrow", tags=["vibratos"])
    post(bob, title="Both", tags=["vibratos", "vibrato"])


def test_posts_under_either_are_found_by_both_and_the_one_that_stays_is_suggested(ann, mod, posts):
    row = joined(mod, "#Vibratos ", "Vibrato")
    assert (row["name"], row["into"]) == ("vibratos", "vibrato")
    for tag in ("vibrato", "vibratos"):
        assert listed(ann, tag) == listed(ann, tag, sort="top") == ["Both", "Narrow", "Wide"]
        assert sorted(titles(ann, SEARCH, tag=tag)) == ["Both", "Narrow", "Wide"]
    assert suggested(ann, "vibratos") == suggested(ann, "vibrato") == [("vibrato", 3)]
    post(ann, title="Later", tags=["vibratos"])
    assert "Later" in listed(ann, "vibrato"), "and what is written from then on"
    newest = ann.get("/api/v1/forum/posts").json()["items"][0]
    assert newest["tags"] == ["vibratos"], "in its author's words"


def test_taken_apart_everything_is_found_as_it_was(ann, mod, posts):
    for name in ("vibratos", "비브라토"):
        joined(mod, name, "vibrato")
    post(ann, title="Two", tags=["vibratos", "비브라토"])
    first, other = (one["id"] for one in mod.get(TAGS).json()["items"])
    assert mod.delete(f"{TAGS}/{other}").status_code == 204
    assert listed(ann, "vibratos") == ["Both", "Narrow", "Two"]
    assert listed(ann, "vibrato") == ["Both", "Two", "Wide"], "one of them means it still"
    assert mod.delete(f"{TAGS}/{first}").status_code == 204
    assert listed(ann, "vibrato") == ["Both", "Wide"]
    assert mod.get(TAGS).json()["items"] == []
    assert mod.delete(f"{TAGS}/{first}").status_code == 404
    assert [one["action"] for one in ann.get(LOG).json()["items"]] == ["parted", "parted", "joined", "joined"]


def test_who_follows_one_of_them_follows_both(ann, mod, posts):
    assert ann.put("/api/v1/follow/tag/vibratos").status_code == 204
    joined(mod, "vibratos", "vibrato")
    assert sorted(titles(ann, filter="following")) == ["Both", "Narrow", "Wide"]
    assert ann.delete("/api/v1/follow/tag/vibrato").status_code == 204
    assert titles(ann, filter="following") == []


def test_what_was_hidden_and_is_shown_again_is_listed_under_both(ann, mod, posts):
    joined(mod, "vibratos", "vibrato")
    hidden = ann.get("/api/v1/forum/posts", params={"tag": "vibratos"}).json()["items"]
    (narrow,) = (one["id"] for one in hidden if one["title"] == "Narrow")
    for at in ("2026-01-01T00:00:00Z", None):
        with system_transaction() as db:
            db.get_one(ForumPost, narrow).hidden_at = at
    assert "Narrow" in listed(ann, "vibrato")


def test_what_is_published_while_tags_are_joined_is_listed_under_both(ann, bob, mod):
    with ThreadPoolExecutor(8) as pool:
        people = [(ann, bob)[n % 2] for n in range(16)]
        written = [pool.submit(post, who, title=f"Post {n}", tags=["vibratos"]) for n, who in enumerate(people)]
        joined(mod, "vibratos", "vibrato")
        assert all(one.result() for one in written)
    assert len(listed(ann, "vibrato")) == 16


@pytest.mark.parametrize(
    ("name", "into", "field"),
    [
        ("violin", "fiddle", "name"),
        ("legato", "slurs", "name"),
        ("student", "pupil", "name"),
        ("pupil", "student", "into"),
        ("bow", "Bow", "into"),
        ("", "bow", "name"),
        ("bow", "#", "into"),
    ],
)
def test_words_that_everybody_has_stay_and_nothing_is_joined_into_itself(mod, name, into, field):
    answer = join(mod, name, into)
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_which_one_stays_is_always_clear(mod, ann):
    post(ann, title="Old", tags=["bows"])
    joined(mod, "bows", "arco")
    assert join(mod, "arco", "bowing").json()["code"] == "joined_into"
    assert joined(mod, "bow hair", "bows")["into"] == "arco", "one that goes stands for the one that stays"
    assert join(mod, "bows", "arco").status_code == 422, "once is enough"
    joined(mod, "bows", "bowing")
    assert (listed(ann, "arco"), listed(ann, "bowing")) == ([], ["Old"]), "joined anew, it leaves where it was"


def test_the_log_names_neither_the_tags_nor_who_joined_them(ann, mod):
    joined(mod, "bows", "bowing")
    (entry,) = ann.get(LOG).json()["items"]
    assert (entry["kind"], entry["action"], entry["days"]) == ("tag", "joined", None)
    page = ann.get("/moderation/log").text
    assert "bows" not in page
    assert "joined into one that means the same" in page
