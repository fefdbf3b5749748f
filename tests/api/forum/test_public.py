"""The board for whoever has no account: what everybody may read, all of it without a script, and nothing else."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from practice_app.api import forum_media
from practice_app.database import system_transaction
from practice_app.errors import Invalid
from practice_app.ids import new_id
from practice_app.models import ForumComment, ForumPost, Group, Measure, Report, Silence
from practice_app.services.forum.markdown import made
from practice_app.settings import get_settings
from tests.api.forum.test_media import photo
from tests.services import people
from tests.services.forum.test_markdown import EVIL, PATHS, Seen

URL = "/api/v1/forum/posts"
LISTS = ("/forum", "/forum/feed.xml", "/sitemap.xml")


@pytest.fixture
def everybody(visitor, monkeypatch):
    """A site that chose a public board."""
    monkeypatch.setattr(get_settings(), "public_board", True)
    return visitor


def post(who, title="Loose thumb", **more):
    answer = who.post(URL, json={"title": title, "body_md": f"About {title}", "category": "question"} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def comment(who, asked, words, **more):
    return who.post(f"{URL}/{asked['id']}/comments", json={"body_md": words} | more).json()


def test_a_thread_is_read_with_no_account_and_no_script(ann, bob, everybody):
    asked = post(ann, "Which strings?", tags=["violin"])
    first = comment(bob, asked, "Try *gut*.")
    comment(ann, asked, "Dear!", parent_id=first["id"])
    ann.post(f"{URL}/{asked['id']}/accept/{first['id']}")
    page = everybody.get(f"/forum/{asked['id']}")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert page.headers["x-robots-tag"] == "all"
    assert "script-src" not in page.headers["content-security-policy"]
    here = f"http://woodshed.example/forum/{asked['id']}"
    for told in (
        f'<link rel="canonical" href="{here}">',
        f'<meta property="og:url" content="{here}">',
        '<meta property="og:title" content="Which strings?">',
        f'id="comment-{first["id"]}"',
        "Try <em>gut</em>.",
        "The answer",
        "Ann",
        "Bob",
    ):
        assert told in page.text
    assert ann.user["id"] not in page.text
    board = everybody.get("/forum", headers={"accept-language": "ko"})
    assert f'href="/forum/{asked["id"]}"' in board.text
    assert 'lang="ko"' in board.text


def test_the_feed_and_the_map_name_what_everybody_reads(ann, everybody):
    asked = post(ann, 'Strings & "gut" <b>')
    feed = ET.fromstring(everybody.get("/forum/feed.xml").text)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [one.findtext(f"{atom}title") for one in feed.iter(f"{atom}entry")] == ['Strings & "gut" <b>']
    assert f"/forum/{asked['id']}</loc>" in everybody.get("/sitemap.xml").text
    assert "Sitemap: http://woodshed.example/sitemap.xml" in everybody.get("/robots.txt").text


def test_older_posts_are_a_page_further(ann, everybody):
    with system_transaction() as db:
        for n in range(25):
            at = datetime(2026, 3, 2, 8, n, tzinfo=UTC)
            told = {"author_id": UUID(ann.user["id"]), "category": "tip", "title": f"Number {n}.", "published_at": at}
            db.add(ForumPost(body_md="x", body_html="<p>x</p>", score=0, views=0, comments=0, answered=False, **told))
    first = everybody.get("/forum").text
    assert ("Number 24." in first, "Number 4." in first) == (True, False)
    further = first.split('class="public-more" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Number 4." in everybody.get(further).text


def test_where_the_site_did_not_choose_it_there_is_nothing(ann, visitor):
    asked = post(ann)
    for path in (*LISTS, f"/forum/{asked['id']}"):
        answer = visitor.get(path)
        assert answer.status_code == 404, path
        assert "Loose thumb" not in answer.text
    assert "Sitemap" not in visitor.get("/robots.txt").text


HIDDEN = {
    "of a group": "UPDATE forum_posts SET group_id = :group WHERE id = :id",
    "a draft": "UPDATE forum_posts SET published_at = NULL WHERE id = :id",
    "taken away": "UPDATE {table} SET hidden_at = now() WHERE id = :id",
    "taken back": "UPDATE {table} SET deleted_at = now() WHERE id = :id",
    "by who leaves": "UPDATE users SET deleted_at = now() WHERE id = :author",
    "by who is locked out": "UPDATE users SET suspended_at = now() WHERE id = :author",
    "by a child": "UPDATE users SET birth_year = 2020, country = 'DE' WHERE id = :author",
    "by who is banned": "banned author",
}
"""Why everybody doesn't read something, and how it comes to be so."""


def hide(why, table, identity, author):
    """Make it so."""
    told = {"id": identity, "author": author, "group": new_id()}
    with system_transaction() as db:
        if ":group" in HIDDEN[why]:
            db.add(Group(id=told["group"], name="Class"))
            db.flush()
        if why == "by who is banned":
            report = Report(kind="user", subject_id=author, about_id=author)
            db.add(report)
            db.flush()
            measure = Measure(
                report_id=report.id, person_id=author, kind="user", action="ban", rule="rude", reason="so"
            )
            db.add(measure)
            db.flush()
            db.add(Silence(measure_id=measure.id, person_id=author))
        else:
            db.execute(text(HIDDEN[why].format(table=table)), told)


def written(table, author, post_id, words):
    """Put it there as it stands, past all that asks."""
    told = {"author_id": author, "body_md": words, "body_html": f"<p>{words}</p>", "score": 0}
    with system_transaction() as db:
        if table == "forum_posts":
            row = ForumPost(
                **told, title=words, category="tip", published_at=datetime.now(UTC), views=0, comments=0, answered=False
            )
        else:
            row = ForumComment(**told, post_id=post_id)
        db.add(row)
    return row.id


@pytest.mark.parametrize("why", HIDDEN)
def test_nothing_leaks_of_what_not_everybody_reads(ann, everybody, why):
    shown = post(ann)
    for table in ("forum_posts", "forum_comments"):
        if table not in HIDDEN[why] and "{table}" not in HIDDEN[why] and "author" not in HIDDEN[why]:
            continue
        author = people.person("Somebody Hidden")
        identity = written(table, author, UUID(shown["id"]), "secretwords")
        before = "".join(everybody.get(path).text for path in (*LISTS, f"/forum/{shown['id']}"))
        assert "secretwords" in before
        hide(why, table, identity, author)
        told = "".join(everybody.get(path).text for path in (*LISTS, f"/forum/{shown['id']}", f"/forum/{identity}"))
        assert "secretwords" not in told
        assert "Somebody Hidden" not in told
        assert f"/forum/{identity}" not in told
        if table == "forum_posts":
            assert everybody.get(f"/forum/{identity}").status_code == 404
            assert everybody.get(f"/forum/{identity}").text.count(str(identity)) == 0


def test_a_picture_is_everybodys_where_its_owner_showed_it(ann, bob, everybody):
    def sent():
        headers = {"content-type": "image/jpeg"}
        return ann.post("/api/v1/forum/uploads", content=photo((40, 40)), headers=headers).json()["url"]

    shown, kept = sent(), sent()
    post(ann, "Look", body_md=f"![bow]({shown})")
    post(bob, "Stolen", body_md=f"![bow]({kept})")
    assert everybody.get(shown, follow_redirects=False).status_code == 302
    assert everybody.get(kept, follow_redirects=False).status_code == 404


def test_a_moment_is_drawn_until_it_is_taken_back(ann, everybody):
    row = people.session(UUID(ann.user["id"]), datetime(2026, 3, 2, 17, tzinfo=UTC), 1)
    made_of = {"session_id": str(row.id), "start_s": 2, "end_s": 12}
    moment = ann.post("/api/v1/forum/moments", json=made_of).json()
    asked = post(ann, "Hear", body_md=moment["markdown"])
    page = everybody.get(f"/forum/{asked['id']}").text
    assert "public-stave" in page
    assert "0:02–0:12" in page
    assert str(row.id) not in page
    ann.delete(f"/api/v1/forum/moments/{moment['id']}")
    page = everybody.get(f"/forum/{asked['id']}").text
    assert "public-stave" not in page
    assert "It was taken back" in page


def test_nothing_that_somebody_writes_runs_there(ann, everybody):
    asked = post(ann, "<script>alert(1)</script>")
    for path in PATHS:
        words = "\n\n".join(
            path.format(evil, evil)[:400] if path.count("{}") > 1 else path.format(evil) for evil in EVIL
        )
        with system_transaction() as db:
            row = db.get_one(ForumPost, UUID(asked["id"]))
            try:
                row.body_html = made(words)
            except Invalid:  # too many links: such a text never comes to be
                continue
        page = everybody.get(f"/forum/{asked['id']}").text
        inside = page.split('<div class="public-words">')[1].split("</article>")[0]
        seen = Seen(inside)
        assert not seen.wrong, (path, seen.wrong)
        assert not seen.tags & {"script", "iframe", "style", "svg", "math", "object", "form", "input"}
        assert "<script" not in page


def test_a_post_unfolds_with_a_picture_and_what_nobody_may_read_has_none(ann, everybody):
    row = post(ann, "활 긋기 <b>&", category="tip")
    page = everybody.get(f"/forum/{row['id']}").text
    assert f'content="http://woodshed.example/forum/{row["id"]}.png"' in page
    drawn = everybody.get(f"/forum/{row['id']}.png")
    assert (drawn.status_code, drawn.headers["content-type"], drawn.content[:4]) == (200, "image/png", b"\x89PNG")
    draft = post(ann, "Mine alone", status="draft")
    assert {everybody.get(f"/forum/{one}.png").status_code for one in (draft["id"], new_id(), "x")} == {404}


def test_pictures_have_a_pace_for_who_is_not_signed_in(everybody, monkeypatch):
    monkeypatch.setattr(forum_media, "READS", "2/minute")
    found = [everybody.get(f"/forum/pictures/{new_id()}.webp").status_code for _ in range(3)]
    assert found == [404, 404, 429]
