"""The board over REST: written, listed, answered, voted for, followed, left alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import Group, GroupMember, MusicalWork, Profile, User
from practice_app.services import forum
from practice_app.services.shared.indexing import counting
from tests.services import people

URL = "/api/v1/forum/posts"
NOBODYS = "00000000-0000-7000-8000-000000000000"


def post(who, title="How do I keep my left thumb loose?", **more):
    body = {"title": title, "body_md": f"{title} It *cramps* after an hour.", "category": "question"} | more
    answer = who.post(URL, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def comment(who, asked, text="Practise with the thumb in the air.", **more):
    answer = who.post(f"{URL}/{asked['id']}/comments", json={"body_md": text} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def titles(who, path=URL, **asked):
    answer = who.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["items"]]


def shown(who, asked):
    return who.get(f"{URL}/{asked['id']}").json()


def plays(who, *instruments, kind=None):
    with system_transaction() as db:
        db.get_one(User, who.user["id"]).instruments = list(instruments)
        db.add(Profile(user_id=who.user["id"], kind=kind))


def vote(who, thing, value, kind="posts"):
    return who.put(f"/api/v1/forum/{kind}/{thing['id']}/vote", json={"value": value})


@pytest.fixture
def cleo(sign_up):
    return sign_up("Cleo")


def test_a_question_is_asked_answered_and_settled(ann, bob, cleo):
    plays(ann, "violin", kind="student")
    asked = post(ann, tags=["Left Hand", "#left hand", "바이올린"])
    assert (asked["auto_tags"], asked["tags"]) == (["violin", "student"], ["left hand", "violin"])
    assert asked["body_html"].endswith("It <em>cramps</em> after an hour.</p>\n")
    assert (asked["author"]["display_name"], asked["status"], asked["my_vote"]) == ("Ann", "published", 0)
    assert titles(bob, filter="unanswered") == [asked["title"]]
    mine = comment(ann, asked, "Nobody?")
    assert titles(bob, filter="unanswered") == [asked["title"]], "what one says oneself is no answer"
    first, second = comment(bob, asked), comment(cleo, asked, "Rest more.", parent_id=mine["id"])
    assert titles(bob, filter="unanswered") == []
    accept = f"{URL}/{asked['id']}/accept"
    assert bob.post(f"{accept}/{first['id']}").status_code == 403
    for one in (second, first):
        assert ann.post(f"{accept}/{one['id']}").status_code == 204
    found = bob.get(f"{URL}/{asked['id']}/comments").json()["items"]
    assert [one["id"] for one in found] == [first["id"], mine["id"], second["id"]]
    assert found[2]["parent_id"] == mine["id"]
    assert (shown(cleo, asked)["accepted_comment_id"], shown(cleo, asked)["comments"]) == (first["id"], 3)
    assert ann.delete(f"{URL}/{asked['id']}").json()["code"] == "answered"
    assert ann.delete(f"{accept}/{first['id']}").status_code == 204
    assert shown(cleo, asked)["accepted_comment_id"] is None


def test_what_is_said_is_told_once_and_to_whom_it_concerns(ann, bob, cleo):
    asked = post(ann)
    assert cleo.put(f"/api/v1/follow/post/{asked['id']}").status_code == 204
    first = comment(bob, asked, "Ask @Cleo, she knows. Or @Nobody.")
    told = {who.user["display_name"]: heard(who) for who in (ann, bob, cleo)}
    assert told == {"Ann": ["answer"], "Bob": [], "Cleo": ["comment"]}, "who took no part can't be called"
    comment(ann, asked, "Thank you @Bob", parent_id=first["id"])
    assert (heard(bob), heard(cleo)) == (["mention"], ["comment", "comment"])
    says = ann.get("/api/v1/notifications").json()["items"][0]
    where = f"/forum/{asked['id']}#comment-{first['id']}"
    assert (says["says"], says["url"]) == (f"Bob answered your question: {asked['title']}", where)


def heard(who):
    return [one["kind"] for one in who.get("/api/v1/notifications").json()["items"] if one["kind"] != "security"]


def test_votes_are_one_each_changeable_and_never_for_ones_own(ann, bob, cleo):
    asked = post(ann)
    said = comment(bob, asked)
    assert [vote(bob, asked, value).json() for value in (1, 1, -1, 0)] == [
        {"score": score, "my_vote": score} for score in (1, 1, -1, 0)
    ]
    assert vote(ann, asked, 1).status_code == 409
    assert vote(ann, asked, 1).json()["code"] == "own"
    vote(cleo, asked, 1), vote(bob, asked, 1)
    assert (shown(bob, asked)["score"], shown(bob, asked)["my_vote"]) == (2, 1)
    assert vote(cleo, said, -1, "comments").json() == {"score": -1, "my_vote": -1}
    assert vote(bob, asked, 7).status_code == vote(bob, asked, True).status_code == 422


def test_fifty_votes_at_once_are_counted_exactly(clean_database):
    author = people.person("Author")
    with transaction(author) as db:
        made, _ = forum.add_post(db, author, forum.PostDraft(title="T", body_md="B", category="tip"))
    voters = [people.person(f"Voter {n}") for n in range(50)]

    def votes(n):
        for value in (1, -1, 0, 1 if n % 5 else -1):
            with transaction(voters[n]) as db:
                forum.vote_for_post(db, voters[n], made.id, value)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(votes, range(50)))
    with transaction(author) as db:
        assert forum.post(db, author, made.id).score == 40 - 10


def test_a_reader_counts_once_and_the_author_never(ann, bob, cleo):
    asked = post(ann)
    for who in (ann, bob, bob, cleo, ann):
        shown(who, asked)
    assert shown(bob, asked)["views"] == 2


def test_a_draft_is_its_authors_alone_until_it_is_published(ann, bob):
    draft = ann.post(URL, json={"title": "", "category": "tip", "status": "draft"}).json()
    assert draft["status"] == "draft"
    assert bob.get(f"{URL}/{draft['id']}").status_code == 404
    assert (titles(bob), titles(ann), titles(ann, filter="mine")) == ([], [], [""])
    path = f"{URL}/{draft['id']}"
    assert ann.patch(path, json={"status": "published"}).json()["field"] == "title"
    changed = ann.patch(path, json={"title": "A mirror", "body_md": "Use one.", "status": "published"}).json()
    assert (changed["status"], changed["edited_at"], titles(bob)) == ("published", None, ["A mirror"])
    assert ann.patch(path, json={"body_md": "Use a large one."}).json()["edited_at"]
    assert bob.patch(path, json={"title": "Mine"}).status_code == 403
    assert bob.delete(path).status_code == 403


def test_the_same_id_again_changes_nothing_and_somebody_elses_is_refused(ann, bob):
    identity = str(new_id())
    asked = post(ann, id=identity)
    again = {"id": identity, "title": "Other", "body_md": "Other", "category": "tip"}
    assert (ann.post(URL, json=again).status_code, ann.post(URL, json=again).json()["title"]) == (200, asked["title"])
    assert bob.post(URL, json=again).status_code == 404
    said = str(new_id())
    assert [ann.post(f"{URL}/{identity}/comments", json={"id": said, "body_md": "x"}).status_code for _ in "12"] == [
        201,
        200,
    ]
    assert bob.post(f"{URL}/{identity}/comments", json={"id": said, "body_md": "x"}).status_code == 404


def test_the_feed_has_ones_own_instruments_first_and_says_why(ann, bob, cleo):
    plays(ann, "violin", kind="hobby")
    plays(bob, "Violin")
    plays(cleo, "piano", kind="hobby")
    violin, piano, other = post(bob, "On the violin"), post(cleo, "On the piano"), post(bob, "Another", tags=["cello"])
    feed = ann.get("/api/v1/forum/feed").json()["items"]
    assert [one["title"] for one in feed] == ["Another", "On the violin", "On the piano"]
    assert [one["why"] for one in feed][1:] == ["Because you play Violin", "From people like you: Playing for joy"]
    assert titles(ann, sort="feed") == [one["title"] for one in feed]
    assert titles(ann) == ["Another", "On the piano", "On the violin"]
    vote(cleo, violin, 1), vote(ann, piano, -1)
    assert titles(ann, sort="top") == ["On the violin", "Another", "On the piano"]
    assert titles(ann, instrument="バイオリン" and "바이올린") == ["Another", "On the violin"]
    assert titles(ann, instrument="cello", tag="violin") == titles(ann, tag="Cello") == [other["title"]]
    assert titles(ann, category="tip") == []


LISTS = [
    {},
    {"sort": "feed"},
    {"sort": "top"},
    {"tag": "violin"},
    {"tag": "tone", "instrument": "violin"},
    {"tag": "tone", "category": "tip"},
    {"filter": "following"},
]


@pytest.mark.parametrize("asked", LISTS)
def test_lists_are_turned_page_by_page(clean_database, asked):
    bob = people.person("Bob")
    with system_transaction() as db:
        db.get_one(User, bob).instruments = ["violin"]
    for n in range(5):
        with transaction(bob) as db:
            forum.add_post(db, bob, forum.PostDraft(title=f"{n}", body_md="x", category="tip", tags=["tone"]))
    with transaction(bob) as db:
        forum.follow(db, bob, "tag", "violin")
    found, after = [], None
    for _ in range(3):
        with transaction(bob) as db:
            page = forum.listed(db, bob, forum.Sought(**asked), limit=2, after=after)
        found += [row.title for row in page.items]
        after = page.next_cursor
    assert (found, after) == (["4", "3", "2", "1", "0"], None)


@pytest.mark.parametrize("is_counted", [False, True])
def test_whichever_of_two_tags_is_rarer_the_newest_with_both_come_first(ann, bob, is_counted):
    for title, tags in {"1": ["tone", "scales"], "2": ["tone"], "3": ["tone", "scales"], "4": ["tone"]}.items():
        post(ann, title, tags=tags)
    if is_counted:
        counting.count()
    for one, other in (("tone", "scales"), ("scales", "tone")):
        assert titles(bob, instrument=one, tag=other) == ["3", "1"]


@pytest.mark.parametrize("order", ["best", "newest", "oldest"])
def test_a_thread_is_turned_page_by_page(ann, bob, order):
    asked = post(ann)
    said = [comment(bob, asked, f"{n}") for n in range(5)]
    vote(ann, said[1], 1, "comments")
    ann.post(f"{URL}/{asked['id']}/accept/{said[3]['id']}")
    path, found, cursor = f"{URL}/{asked['id']}/comments", [], None
    for _ in range(3):
        page = ann.get(path, params={"sort": order, "limit": 2, "cursor": cursor}).json()
        found += [one["body_md"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert found == {"best": list("31024"), "newest": list("34210"), "oldest": list("30124")}[order]


def test_following_lists_what_is_followed_and_no_more(ann, bob, cleo):
    plays(cleo, "harp")
    first, second, third = post(bob, "One"), post(cleo, "Two"), post(cleo, "Three", tags=["pedals"])
    assert titles(ann, filter="following") == []
    follow = "/api/v1/follow"
    assert ann.put(f"{follow}/post/{first['id']}").status_code == 204
    assert titles(ann, filter="following") == ["One"]
    assert shown(ann, first)["following"]
    assert ann.put(f"{follow}/tag/Pedals").status_code == ann.put(f"{follow}/tag/pedals").status_code == 204
    assert titles(ann, filter="following") == ["Three", "One"]
    assert ann.put(f"{follow}/user/{cleo.user['id']}").status_code == 204
    assert titles(ann, filter="following") == ["Three", "Two", "One"]
    assert ann.delete(f"{follow}/user/{cleo.user['id']}").status_code == 204
    assert ann.delete(f"{follow}/post/{first['id']}").status_code == 204
    assert titles(ann, filter="following") == [third["title"]]
    assert ann.put(f"{follow}/post/{NOBODYS}").status_code == ann.put(f"{follow}/user/x").status_code == 404
    assert ann.put(f"{follow}/user/{ann.user['id']}").status_code == 422
    assert second


def test_between_two_of_whom_one_blocked_the_other_nothing_passes(ann, bob, cleo):
    asked, his = post(ann), post(bob, "His own")
    said = comment(bob, asked)
    assert ann.put(f"/api/v1/blocks/{bob.user['id']}").status_code == 204
    for path, more in ((URL, {}), ("/api/v1/forum/feed", {}), (URL, {"sort": "top"}), (URL, {"category": "question"})):
        assert titles(ann, path, **more) == [asked["title"]]
    assert ann.get(f"{URL}/{asked['id']}/comments").json()["items"] == []
    assert bob.post(f"{URL}/{asked['id']}/comments", json={"body_md": "Well"}).status_code == 403
    assert ann.post(f"{URL}/{his['id']}/comments", json={"body_md": "Well"}).status_code == 403
    assert len(cleo.get(f"{URL}/{asked['id']}/comments").json()["items"]) == 1
    before = heard(ann)
    comment(bob, his, "@Ann")
    assert heard(ann) == before
    assert ann.delete(f"/api/v1/blocks/{bob.user['id']}").status_code == 204
    assert titles(ann) == ["His own", asked["title"]]
    assert said


def test_a_groups_board_is_its_members_alone(ann, bob, cleo):
    with system_transaction() as db:
        db.add(group := Group(name="Quartet"))
        db.flush()
        for who, status in ((ann, "active"), (bob, "active"), (cleo, "asked")):
            db.add(GroupMember(group_id=group.id, member_id=who.user["id"], status=status))
    there = post(ann, "Bowings", group_id=str(group.id))
    assert titles(bob, group_id=str(group.id)) == ["Bowings"]
    assert (titles(bob), titles(ann), titles(cleo, group_id=str(group.id)), titles(bob, tag="violin")) == (
        [],
        [],
        [],
        [],
    )
    assert (shown(bob, there)["group_id"], cleo.get(f"{URL}/{there['id']}").status_code) == (str(group.id), 404)
    assert cleo.post(f"{URL}/{there['id']}/comments", json={"body_md": "x"}).status_code == 404
    body = {"title": "T", "body_md": "B", "category": "free", "group_id": str(group.id)}
    assert cleo.post(URL, json=body).json()["field"] == "group_id"


def test_a_closed_thread_is_read_and_goes_on_when_reopened(ann, bob):
    asked = post(ann)
    assert ann.post(f"{URL}/{asked['id']}/close").json()["closed"] is True
    assert bob.post(f"{URL}/{asked['id']}/close").status_code == 403
    assert bob.post(f"{URL}/{asked['id']}/comments", json={"body_md": "x"}).json()["code"] == "closed"
    assert ann.post(f"{URL}/{asked['id']}/reopen").json()["closed"] is False
    said = comment(bob, asked)
    assert ann.delete(f"/api/v1/forum/comments/{said['id']}").status_code == 403
    changed = bob.patch(f"/api/v1/forum/comments/{said['id']}", json={"body_md": "**Otherwise**"}).json()
    assert (changed["body_html"], bool(changed["edited_at"])) == ("<p><strong>Otherwise</strong></p>\n", True)
    assert bob.delete(f"/api/v1/forum/comments/{said['id']}").status_code == 204
    assert shown(bob, asked)["comments"] == 0
    assert ann.delete(f"{URL}/{asked['id']}").status_code == 204
    assert (titles(ann), bob.get(f"{URL}/{asked['id']}").status_code) == ([], 404)


def test_a_newcomer_asks_as_often_as_anybody_needs_to_and_no_more(ann, bob):
    for n in range(5):
        post(ann, f"Question {n}")
    body = {"title": "Question 6", "body_md": "x", "category": "question"}
    refused = ann.post(URL, json=body)
    assert (refused.status_code, refused.json()["code"]) == (429, "enough_today")
    assert ann.post(URL, json=body | {"status": "draft"}).status_code == 201
    post(bob, "Same")
    again = {"title": "Same", "body_md": "Same It *cramps* after an hour.", "category": "tip"}
    assert bob.post(URL, json=again).json()["code"] == "same"


def test_reputation_is_counted_from_what_happened_and_taken_back_with_it(ann, bob, cleo):
    asked = post(ann)
    said = comment(bob, asked)
    vote(bob, asked, 1), vote(cleo, asked, -1), vote(cleo, said, 1, "comments")
    ann.post(f"{URL}/{asked['id']}/accept/{said['id']}")
    of = {who.user["display_name"]: cleo.get(f"/api/v1/users/{who.user['id']}/reputation").json() for who in (ann, bob)}
    assert (of["Ann"]["total"], of["Bob"]["total"]) == (5 + 10 - 2, 10 + 15)
    assert sorted(one["reason"] for one in of["Ann"]["items"]) == ["down", "first_post", "up"]
    assert {badge["key"] for badge in of["Bob"]["badges"]} == {"first_words", "first_answer"}
    vote(cleo, said, 0, "comments")
    ann.delete(f"{URL}/{asked['id']}/accept/{said['id']}")
    assert cleo.get(f"/api/v1/users/{bob.user['id']}/reputation").json()["total"] == 0
    assert cleo.get(f"/api/v1/users/{NOBODYS}/reputation").status_code == 404


def test_tags_are_suggested_while_one_types(ann, bob):
    post(ann, "One", tags=["vibrato", "vienna"])
    post(bob, "Two", tags=["Vibrato"])
    found = ann.get("/api/v1/tags/forum", params={"q": "vi"}).json()["items"]
    assert [(one["name"], one["kind"], one["posts"]) for one in found[:2]] == [
        ("vibrato", "technique", 2),
        ("vienna", "general", 1),
    ]
    assert {"violin", "viola"} <= {one["name"] for one in found}
    assert ann.get("/api/v1/tags/forum", params={"q": "%"}).json()["items"] == []


def test_a_post_may_be_about_a_work_that_everybody_knows(ann, bob):
    with system_transaction() as db:
        work = db.scalars(select(MusicalWork).limit(1)).one()
    asked = post(ann, work_id=str(work.id))
    post(ann, "Another")
    assert titles(bob, work_id=str(work.id)) == [asked["title"]]
    body = {"title": "T", "body_md": "B", "category": "free", "work_id": NOBODYS}
    assert ann.post(URL, json=body).json()["field"] == "work_id"
    assert ann.patch(f"{URL}/{asked['id']}", json={"work_id": NOBODYS}).json()["field"] == "work_id"


@pytest.mark.parametrize(
    "body",
    [
        {"category": "advert"},
        {"category": "tip", "title": "x" * 201},
        {"category": "tip", "body_md": "가" * 20_001},
        {"category": "tip", "body_md": "x" * 100_000},
        {"category": "tip", "tags": ["x"] * 11},
        {"category": "tip", "title": "\u200b\u202e", "body_md": "x"},
        {"category": "tip", "title": "x", "body_md": "\u200b"},
        {"category": "tip", "title": "x", "body_md": "x", "score": 9},
    ],
)
def test_what_cant_be_taken_is_refused_kindly(ann, body):
    answer = ann.post(URL, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_nobody_who_is_not_signed_in_reads_the_board(visitor, ann):
    asked = post(ann)
    for path in (URL, "/api/v1/forum/feed", f"{URL}/{asked['id']}", f"{URL}/{asked['id']}/comments"):
        assert visitor.get(path).status_code == 401
