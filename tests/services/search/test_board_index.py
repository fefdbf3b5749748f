"""What may be found of the board, and by what: as the web role, through the functions that look."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlmodel import col

from practice_app import reindex
from practice_app.database import system_transaction, transaction
from practice_app.models import Block, ForumComment, ForumPost, Group, GroupMember, SearchText, User
from practice_app.models.columns import now
from practice_app.models.search import IN_WEEKS
from practice_app.services import search
from practice_app.services.search import board
from practice_app.services.search.asked import asked
from practice_app.services.search.board import put_right, ranked
from practice_app.services.shared import indexing
from practice_app.services.shared.indexing import counting
from tests.services.people import person


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def bob(clean_database):
    return person("Bob")


def post(author, title, body="", tags=(), **more):
    made = ForumPost(
        author_id=author,
        title=title,
        body_md=body,
        body_html=f"<p>{body}</p>",
        tags=list(tags),
        **{"category": "tip", "published_at": now()} | more,
    )
    with system_transaction() as db:
        db.add(made)
        db.flush()
        indexing.index_post(db, made.id)
    return made.id


def comment(author, post_id, body):
    made = ForumComment(post_id=post_id, author_id=author, body_md=body, body_html=f"<p>{body}</p>")
    with system_transaction() as db:
        db.add(made)
        db.flush()
        indexing.index_comment(db, made.id)
    return made.id


def change(thing, identity, **values):
    with system_transaction() as db:
        db.execute(update(thing).where(col(thing.id) == identity).values(**values))


def found(who, query, labels=()):
    wanted = asked(query)
    with transaction(who) as db:
        each = [[one] for one in labels]
        places = ranked(db, wanted, each).places
        if not places and wanted:
            places = put_right(db, wanted, each).places
        return [place.post_id for place in places]


@pytest.mark.parametrize("query", ['"lift the bow"', "“Lift THE bow”", '"lift the bo', 'string "lift the bow"'])
def test_words_in_quotes_are_found_as_they_follow_each_other(ann, bob, query):
    wanted = post(ann, "Spiccato", "Lift the bow before each string")
    other = post(ann, "Lift", "the string with the bow")
    assert found(bob, query) == [wanted]
    assert set(found(bob, "lift the bow")) == set(found(bob, '"lift" "the" "bow"')) == {wanted, other}


def test_quotes_around_signs_and_around_nothing_are_no_hindrance(ann, bob):
    wanted = post(ann, "활 긋기", "換把 練習")
    assert found(bob, '"활 긋기"') == found(bob, "「換把 練習」") == [wanted]
    assert found(bob, '""') == found(bob, '"') == []
    assert found(bob, '"" 換把 "') == [wanted]
    closed = post(ann, "Bow", "bowing")
    assert (found(bob, '"bowin"'), found(bob, '"bowin')) == ([closed], [closed]), "one letter less is put right"


@pytest.mark.parametrize("query", ["colle bowing", "COLLÉ", "kolle", "coll", "bowing colle", "fingers"])
def test_a_post_is_found_whatever_accents_order_and_spelling(ann, bob, query):
    wanted = post(ann, "Collé bowing", "active fingers")
    post(ann, "Metronome", "slowly")
    assert found(bob, query) == [wanted]


@pytest.mark.parametrize("query", ["활 긋기", "활", "긋기", "바이올린", "바이오", "바이얼린", "올린"])
def test_a_post_in_korean_is_found_by_any_two_syllables_half_typed_and_misspelt(ann, bob, query):
    wanted = post(ann, "활 긋기", "바이올린을 켜요")
    post(ann, "메트로놈")
    assert found(bob, query) == [wanted]


@pytest.mark.parametrize("query", ["換把", "换把", "換", "练习"])
def test_a_post_in_chinese_is_found_in_either_script(ann, bob, query):
    wanted = post(ann, "換把練習")
    post(ann, "揉弦")
    assert found(bob, query) == [wanted]


def test_by_a_comment_its_post_is_found_once(ann, bob):
    wanted = post(ann, "Shifts")
    said = [comment(bob, wanted, "try spiccato first"), comment(bob, wanted, "spiccato spiccato")]
    with transaction(ann) as db:
        (place,) = ranked(db, asked("spiccato"), []).places
    assert place.post_id == wanted
    assert place.comment_id in said


def test_what_stands_in_the_title_comes_first(ann, bob):
    second = post(ann, "Shifts", "and some spiccato")
    first = post(ann, "Spiccato")
    assert found(bob, "spiccato") == [first, second]


def test_labels_narrow_and_follow_the_post(ann, bob):
    wanted = post(ann, "Shifts", tags=["Bow Arm"], category="question", auto_tags=["cello"])
    comment(bob, wanted, "spiccato")
    post(ann, "Spiccato")
    assert found(bob, "spiccato", ["c:question", "t:bow arm", "t:cello"]) == [wanted]
    assert found(bob, "", ["t:bow arm"]) == [wanted]
    change(ForumPost, wanted, tags=["it's"])
    with system_transaction() as db:
        indexing.index_post(db, wanted)
    assert found(bob, "spiccato", ["t:bow arm"]) == []
    assert found(bob, "spiccato", ["t:it's"]) == [wanted]


def test_what_one_may_not_read_is_never_found(ann, bob):
    """Not even one's own: a draft, what was deleted, hidden or taken back."""
    shown = post(ann, "Spiccato")
    for title, values in {
        "draft": {"published_at": None},
        "deleted": {"deleted_at": now()},
        "hidden": {"hidden_at": now()},
    }.items():
        change(ForumPost, post(ann, f"Spiccato {title}"), **values)
    for values in ({"deleted_at": now()}, {"hidden_at": now()}):
        gone = post(ann, "Shifts")
        change(ForumComment, comment(ann, gone, "spiccato"), **values)
    assert found(bob, "spiccato") == found(ann, "spiccato") == [shown]


def test_a_groups_posts_are_found_by_its_members_alone_nor_do_they_put_words_right_for_others(ann, bob):
    group = Group(name="Quartet")
    with system_transaction() as db:
        db.add(group)
        db.flush()
        db.add(GroupMember(group_id=group.id, member_id=ann, status="active"))
    inside = post(ann, "Spiccato", group_id=group.id)
    comment(ann, inside, "sautillé")
    assert found(ann, "spiccato") == found(ann, "sautile") == [inside]
    for query in ("spiccato", "spicatto", "sautille", "sautile", "s"):
        assert found(bob, query) == []
    assert found(bob, "", ["c:tip"]) == []


@pytest.mark.parametrize("ann_did_it", [True, False])
def test_between_two_of_whom_one_blocked_the_other_nothing_is_found(ann, bob, ann_did_it):
    shown = post(ann, "Spiccato")
    comment(ann, post(person("Cy"), "Shifts"), "spiccato")
    one, other = (ann, bob) if ann_did_it else (bob, ann)
    with system_transaction() as db:
        db.add(Block(blocker_id=one, blocked_id=other))
    assert found(bob, "spiccato") == []
    assert shown in found(ann, "spiccato")


def test_who_is_leaving_is_not_found_and_who_is_not_signed_in_finds_nothing(ann, bob):
    post(ann, "Spiccato")
    change(User, ann, deleted_at=now())
    assert found(bob, "spiccato") == []
    with system_transaction() as db:
        db.execute(text("SET LOCAL ROLE woodshed_web"))
        assert db.execute(text("SELECT * FROM app_search_few('''spiccato''')")).all() == []


def test_what_is_erased_takes_its_words_along(ann, bob):
    gone = post(ann, "Spiccato sautillé")
    post(bob, "Spiccato")
    counting.count()
    with system_transaction() as db:
        db.delete(db.get_one(ForumPost, gone))
    counting.count()
    with system_transaction() as db:
        assert dict(db.execute(text("SELECT term, texts FROM search_terms WHERE term LIKE 's%'")).all()) == {
            "spiccato": 1
        }
        assert db.scalar(text("SELECT count(*) FROM search_spellings WHERE word = 'sautille'")) == 0


def test_words_are_counted_once_however_often_a_post_is_changed(ann):
    for _ in range(2):
        made = post(ann, "Spiccato")
        with system_transaction() as db:
            indexing.index_post(db, made)
        change(ForumPost, made, title="Spiccato shifts")
        with system_transaction() as db:
            indexing.index_post(db, made)
        counting.count()
    with system_transaction() as db:
        counted = db.execute(text("SELECT term, texts FROM search_terms WHERE term IN ('spiccato', 'shifts')"))
        assert dict(counted.all()) == {"spiccato": 2, "shifts": 2}


WAYS = ("app_search_few(:wanted, :wanted)", "app_search_since(:wanted, :wanted, 1)", "app_search_newest(:wanted)")


def by(way, who, word="spiccato"):
    with transaction(who) as db:
        rows = db.execute(text(f"SELECT post_id FROM {way}"), {"wanted": f"'{word}'"})
        return list(rows.scalars())


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_look_finds_the_same(ann, bob, way):
    made = [post(ann, f"Spiccato {n}", published_at=now() - timedelta(days=90 - 30 * n)) for n in range(4)]
    hidden = post(ann, "Spiccato", published_at=now())
    change(ForumPost, hidden, hidden_at=now())
    assert by(way, bob) == made[::-1]


@pytest.mark.parametrize("way", WAYS)
def test_what_people_found_good_is_found_however_much_was_written_since(ann, bob, way):
    """Of what is in very many texts only the newest are ranked, and with these the best of the board."""
    ago = now() - timedelta(days=900)
    good, old = post(ann, "Spiccato", published_at=ago), post(ann, "Spiccato", published_at=ago)
    change(ForumPost, good, score=9)
    with system_transaction() as db:
        db.execute(text(MANY), {"author": ann})
    found = by(way, bob)
    assert found[0] == good
    assert old not in found
    assert len(found) == len({*found}), "none twice: one of the best is among the newest, too"


MANY = """
    WITH made AS (
        INSERT INTO forum_posts (id, author_id, category, title, body_md, body_html, score, created_at, published_at)
        SELECT gen_random_uuid(), :author, 'tip', 'Shifts', 'spiccato', 'spiccato', 1, now(), now() - n * interval '1 h'
          FROM generate_series(1, 350) AS n RETURNING id, published_at)
    INSERT INTO search_texts (id, post_id, at, words)
    SELECT id, id, published_at, array_to_tsvector(ARRAY['spiccato']) FROM made
"""


def test_what_is_in_many_texts_is_looked_for_in_the_last_weeks(ann, bob):
    shown = post(ann, "Shifts", published_at=now() - timedelta(days=400))
    said = comment(bob, shown, "spiccato")
    change(SearchText, said, at=now() - timedelta(days=399))
    new = post(ann, "Bow", published_at=now())
    comment(bob, new, "spiccato")
    assert by("app_search_since(:wanted, :wanted, 1)", bob) == [new, shown]
    assert by("app_search_since(:wanted, :wanted, 0.5)", bob) == [new]


def test_words_and_weeks_are_asked_of_one_index(clean_database):
    """Else all that hold a word would be read, to see from when they are."""
    asking = f"SELECT id FROM search_texts WHERE words @@ 'spiccato' AND {IN_WEEKS} && ARRAY[current_date]"
    with system_transaction() as db:
        db.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(db.execute(text(f"EXPLAIN {asking}")).scalars())
    assert "Index Scan on ix_search_texts_words_week" in plan
    assert "Filter" not in plan


@pytest.mark.parametrize("query", ["spiccato bo", "spiccato bow", '"the bo', "bow", "활 b", "bow 활"])
@pytest.mark.parametrize("entries", [0, 10**9])
@pytest.mark.parametrize(("few", "newest"), [(10**6, 0), (1, 0), (1, 10**6)])
def test_however_it_is_looked_for_what_there_is_comes_to_light(ann, bob, monkeypatch, query, entries, few, newest):
    """In whichever order of ways, and whether the index is asked for what begins like the last word or the texts."""
    made = [post(ann, "Spiccato", "the bow 활", published_at=now() - timedelta(days=9 - n)) for n in range(3)]
    post(ann, "Spiccato 활", "the arm")
    counting.count()
    for name, number in {"ENTRIES": entries, "FEW": few, "LOOKED_THROUGH": newest}.items():
        monkeypatch.setattr(board, name, number)
    assert found(bob, query) == made[::-1]


def test_everything_is_indexed_anew(ann, bob, capsys):
    made = post(ann, "Spiccato")
    comment(bob, made, "sautillé")
    with system_transaction() as db:
        db.execute(text("DELETE FROM search_texts"))
    counting.count()
    assert found(bob, "spiccato") == []
    assert reindex.main() == 0
    assert capsys.readouterr().out == "2 texts indexed\n"
    assert found(bob, "spiccato") == found(bob, "sautille") == [made]


def test_one_box_holds_posts_too_with_their_lines_and_their_author(ann, bob):
    shown = post(ann, "Spiccato", "begin <em>slow</em>ly")
    said = post(ann, "Shifts")
    comment(bob, said, "slow as well")
    with transaction(bob) as db:
        rows = search.everything(db, bob, "slow").items
    assert {(row.kind, row.id, row.said, search.html(row.hit)) for row in rows} == {
        ("post", shown, "Ann", "begin <mark>slowly</mark>"),
        ("post", said, "Ann", "<mark>slow</mark> as well"),
    }


def test_a_correction_is_told_and_can_be_refused(ann, bob):
    post(ann, "Spiccato")
    with transaction(bob) as db:
        answer = search.everything(db, bob, "spicatto")
        assert (answer.shown_for, [search.html(row.hit) for row in answer.items]) == (
            "spiccato",
            ["<mark>Spiccato</mark>"],
        )
        assert search.everything(db, bob, "spicatto", as_typed=True) == search.Answer([])
