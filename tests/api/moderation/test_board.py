"""Posts, comments and groups: out of sight for who reported them, for all when it must be; and a group's stay in it."""

import json

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.models import ForumComment, ForumPost, Group, GroupMember
from practice_app.models.columns import now
from tests.api.moderation.conftest import APPEALS, LOG, MINE, QUEUE, cases, decide, report, told

SECRET = "Only our quartet knows of this"


def post(author, group=None, body="Buy my strings"):
    row = ForumPost(author_id=author.id, category="tip", title="Strings", body_md=body, body_html=body)
    row.published_at, row.group_id = now(), group
    with system_transaction() as db:
        db.add(row)
    return row.id


def comment(author, below, body="Nonsense"):
    row = ForumComment(author_id=author.id, post_id=below, body_md=body, body_html=body)
    with system_transaction() as db:
        db.add(row)
    return row.id


def group(owner, *members):
    row = Group(name="Quartet")
    with system_transaction() as db:
        db.add(row)
        db.flush()
        db.add(GroupMember(group_id=row.id, member_id=owner.id, role="owner"))
        db.add_all([GroupMember(group_id=row.id, member_id=one.id) for one in members])
    return row.id


def read(who, table, identity):
    with transaction(who.id) as db:
        return db.scalar(text(f"SELECT count(*) FROM {table} WHERE id = :id"), {"id": identity}) == 1


@pytest.fixture
def rude(arrive):
    return arrive("Rude")


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_three_trusted_reports_hide_it_from_all_but_its_author_until_somebody_looked(ann, bob, mod, rude, arrive, kind):
    table, below = f"forum_{kind}s", post(rude)
    thing = below if kind == "post" else comment(rude, below)
    cleo, dan = arrive("Cleo"), arrive("Dan")
    for who in (ann, bob):
        assert report(who, kind, thing, "spam").status_code == 201
        assert not read(who, table, thing)
    assert read(dan, table, thing)
    report(cleo, kind, thing, "spam")
    assert not read(dan, table, thing)
    assert read(rude, table, thing)
    assert report(dan, kind, thing).status_code == 404
    (case,) = cases(mod)
    assert (case["hidden"], case["reports"], case["reasons"]) == (True, 3, ["spam"])
    assert decide(mod, case["id"], "dismiss").status_code == 200
    assert read(dan, table, thing)
    assert not read(ann, table, thing), "who reported it sees it no more"


def test_what_a_moderator_hides_or_closes_is_so_until_an_appeal_is_granted(ann, mod, other_mod, rude, arrive):
    eve, thing = arrive("Eve"), post(rude)
    report(ann, "post", thing, "copyright")
    (case,) = cases(mod)
    assert case["says"] == "Strings\nBuy my strings"
    assert case["can"] == ["dismiss", "hide", "warn", "lock", "suspend", "ban"]
    decide(mod, case["id"], "hide")
    assert not read(eve, "forum_posts", thing)
    made = rude.post(APPEALS, json={"report_id": case["id"], "text": "They are mine"}).json()
    other_mod.post(f"{APPEALS}/{made['id']}", json={"grant": True, "reason": "They are"})
    assert read(eve, "forum_posts", thing)
    report(eve, "post", thing, "rude")
    decide(mod, cases(mod)[0]["id"], "lock")
    with system_transaction() as db:
        found = db.get_one(ForumPost, thing)
        assert (found.hidden_at, found.closed_at is not None) == (None, True)
    report(arrive("Fay"), "comment", comment(rude, thing), "rude")
    (last,) = cases(mod)
    assert decide(mod, last["id"], "lock").json()["code"] == "not_this"


def test_what_was_written_stays_in_the_case_when_its_author_changes_it(ann, mod, rude):
    thing = post(rude, body="Something awful")
    report(ann, "post", thing)
    with system_transaction() as db:
        db.get_one(ForumPost, thing).body_md = "Something nice"
    assert "Something awful" in cases(mod)[0]["excerpt"]


def test_nothing_of_a_private_group_leaks(ann, bob, mod, other_mod, rude, visitor):
    """Its moderators of the house read what was reported; nobody else learns of it, by whatever way."""
    inside = group(rude, ann)
    thing = post(rude, inside, SECRET)
    said = comment(rude, thing, SECRET)
    for kind, identity in (("comment", said), ("post", thing), ("group", inside)):
        assert report(bob, kind, identity).status_code == 404, kind
        made = report(ann, kind, identity)
        assert made.status_code == 201
        assert SECRET not in made.text
    for case in cases(mod):
        assert decide(mod, case["id"], "warn", reason="Please don't.").status_code == 200
        made = rude.post(APPEALS, json={"report_id": case["id"], "text": "Why?"}).json()
        other_mod.post(f"{APPEALS}/{made['id']}", json={"grant": False, "reason": "Because."})
    seen = [
        visitor.get(LOG).text,
        bob.get(LOG).text,
        ann.get(MINE).text,
        json.dumps(told(ann) + told(rude) + told(bob)),
    ]
    seen += [who.get(QUEUE).text for who in (ann, bob, rude)]
    for secret in (SECRET, "Quartet", "Strings", str(inside), str(thing)):
        assert not [one for one in seen if secret in one], secret


def test_a_group_is_its_owners_to_answer_for(ann, bob, mod, rude):
    inside = group(rude, ann)
    assert report(rude, "group", inside).json()["code"] == "own"
    assert report(ann, "group", inside, "danger").status_code == 201
    (case,) = cases(mod)
    assert (case["user"]["display_name"], case["says"]) == ("Rude", "Quartet")
    assert case["can"] == ["dismiss", "warn", "suspend", "ban"]


def test_nobody_reports_a_draft_or_what_is_gone(ann, rude):
    draft, gone = post(rude), post(rude)
    with system_transaction() as db:
        db.get_one(ForumPost, draft).published_at = None
        db.get_one(ForumPost, gone).deleted_at = now()
    assert {report(ann, "post", one).status_code for one in (draft, gone)} == {404}


WRITTEN = {"title": "Strings", "body_md": "Which ones?", "category": "question", "status": "published"}
POSTS = "/api/v1/forum/posts"


def test_who_writes_to_nobody_keeps_drafts_and_takes_back_what_they_wrote(ann, mod, rude):
    mine = rude.post(POSTS, json=WRITTEN).json()["id"]
    theirs = ann.post(POSTS, json=WRITTEN | {"title": "Rosin"}).json()["id"]
    report(ann, "post", mine)
    decide(mod, cases(mod)[0]["id"], "ban")
    for door, body in (
        (POSTS, WRITTEN | {"title": "Again"}),
        (f"{POSTS}/{theirs}/comments", {"body_md": "Nonsense"}),
        ("/api/v1/groups", {"name": "Mine"}),
    ):
        assert rude.post(door, json=body).json()["code"] == "silenced", door
    assert rude.post(POSTS, json=WRITTEN | {"title": "Draft", "status": "draft"}).status_code == 201
    assert rude.patch(f"{POSTS}/{mine}", json={"title": "Otherwise"}).json()["code"] == "silenced"
    assert rude.get(POSTS).status_code == 200
    assert rude.delete(f"{POSTS}/{mine}").status_code == 204


def test_a_leader_who_writes_to_nobody_reaches_nobody_through_a_group_either(ann, mod, rude):
    group = rude.post("/api/v1/groups", json={"name": "Thursday Strings"}).json()["id"]
    said = {"title": "Scales", "measure": "days", "target": 3, "first_day": "2196-03-01", "last_day": "2196-03-20"}
    doors = {"announcements": {"text": "All of you"}, "challenges": said, "repertoire": {"title": "Nonsense in C"}}
    assert {rude.post(f"/api/v1/groups/{group}/{door}", json=body).status_code for door, body in doors.items()} == {201}
    report(ann, "post", rude.post(POSTS, json=WRITTEN).json()["id"])
    decide(mod, cases(mod)[0]["id"], "ban")
    for door, body in doors.items():
        assert rude.post(f"/api/v1/groups/{group}/{door}", json=body).json()["code"] == "silenced", door
    assert rude.patch(f"/api/v1/groups/{group}", json={"name": "Otherwise"}).json()["code"] == "silenced"
    assert rude.get(f"/api/v1/groups/{group}").status_code == 200


def test_what_a_moderator_closed_is_not_opened_again_by_its_author(ann, mod, rude):
    mine = rude.post(POSTS, json=WRITTEN).json()["id"]
    assert rude.post(f"{POSTS}/{mine}/close").status_code == 200
    assert rude.post(f"{POSTS}/{mine}/reopen").status_code == 200
    report(ann, "post", mine)
    decide(mod, cases(mod)[0]["id"], "lock")
    assert rude.post(f"{POSTS}/{mine}/reopen").json()["code"] == "locked"


def test_what_a_machine_notices_on_the_board_waits_and_stays(ann, mod, rude):
    mine = rude.post(POSTS, json=WRITTEN).json()["id"]
    assert cases(mod) == []
    rude.patch(f"{POSTS}/{mine}", json={"body_md": "Which ones, bastard?"})
    rude.post(f"{POSTS}/{mine}/comments", json={"body_md": "https://strings.example " * 5})
    assert {(one["kind"], *one["flags"]) for one in cases(mod)} == {("post", "words"), ("comment", "links")}
    assert ann.get(f"{POSTS}/{mine}").status_code == 200
