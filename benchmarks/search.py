"""How quickly the board is looked through, in three languages, and how words that are misspelt are put right.

    python -m benchmarks.search --posts 100000 --comments 300000 --times 20

Posts and comments are made: half English, a quarter Korean with particles, a quarter Chinese; words by Zipf's law with
one in eight a musician's, newest last. Each is indexed as people's are. Then questions of ten kinds, twenty of each, as
the web role and in transactions of their own; "at work" is the processor time of PostgreSQL's backend and of Python.
"""

import argparse
import itertools
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psutil
import psycopg
from sqlalchemy import text

from benchmarks.jobs import database

PEOPLE = 500
MUSIC = [
    "violin",
    "viola",
    "cello",
    "bow",
    "bowing",
    "collé",
    "détaché",
    "spiccato",
    "martelé",
    "vibrato",
    "shift",
    "intonation",
    "metronome",
    "étude",
    "scale",
    "Dvořák",
    "Ševčík",
    "Größe",
    "sautillé",
    "pizzicato",
    "legato",
    "staccato",
    "cadenza",
    "partita",
    "rosin",
    "fingering",
    "thumb",
    "bridge",
    "harmonics",
]
KOREAN = [
    "바이올린",
    "비올라",
    "첼로",
    "활긋기",
    "비브라토",
    "음정",
    "메트로놈",
    "연습곡",
    "음계",
    "손가락",
    "포지션이동",
    "스피카토",
    "중주",
    "악보",
    "협주곡",
]
CHINESE = [
    "小提琴",
    "中提琴",
    "大提琴",
    "弓法",
    "換把",
    "揉弦",
    "音準",
    "節拍器",
    "練習曲",
    "音階",
    "指法",
    "跳弓",
    "重奏",
    "樂譜",
    "協奏曲",
]
PARTICLES = ("", "은", "는", "이", "가", "을", "를", "에서", "으로", "의", "도")
KINDS: dict[str, list[str]] = {
    "exact": ["violin", "spiccato", "metronome", "cadenza", "rosin"],
    "prefix": ["viol", "spic", "metro", "b", "ca"],
    "typo": ["viollin", "spicatto", "metronone", "kolle", "cadensa"],
    "accents": ["colle", "detache", "dvorak", "sevcik", "grosse"],
    "Korean": ["바이올린", "활긋기", "비브라토", "활", "중주"],
    "Chinese": ["換把", "小提琴", "弓", "揉弦", "练习曲"],
    "two words": ["colle bowing", "violin scale", "바이올린 음정", "小提琴 音準", "spiccato bow"],
    "nothing found": ["qqqqzzzz", "xylqwv", "뷁뷁뷁", "龘龘", "violin qqqqzzzz"],
}
NARROWED: dict[str, list[tuple[str, dict[str, str]]]] = {
    "tag": [("", {"tag": tag}) for tag in ("spiccato", "scales", "violin", "cello", "rare")],
    "filter": [("vibrato", {"category": "tip"}), ("bow", {"instrument": "cello"}), ("음정", {"category": "question"})],
}


def vocabulary(chance: random.Random) -> dict[str, list[str]]:
    """Make up words of each language, the most frequent first."""
    parts = ["".join(pair) for pair in itertools.product("bcdfglmnprst", "aeiou")]
    english = ["the", "a", "and", "to", "of", "i"] + [
        "".join(chance.choices(parts, k=chance.choice((1, 2, 2, 3)))) for _ in range(40_000)
    ]
    syllables = [chr(0xAC00 + chance.randrange(11_172)) for _ in range(700)]
    korean = ["".join(chance.choices(syllables, k=chance.choice((2, 2, 3)))) for _ in range(20_000)]
    signs = [chr(0x4E00 + chance.randrange(20_900)) for _ in range(2500)]
    chinese = ["".join(chance.choices(signs, k=2)) for _ in range(20_000)]
    return {"en": english, "ko": korean, "zh": chinese}


class Writer:
    """Makes up texts."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.words = vocabulary(self.chance)
        self.sums = {
            lang: list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
            for lang, words in self.words.items()
        }
        self.music = {"en": MUSIC, "ko": KOREAN, "zh": CHINESE}

    def said(self, lang: str, number: int) -> str:
        """Say so many words of a language."""
        plain = self.chance.choices(self.words[lang], cum_weights=self.sums[lang], k=number)
        ours = self.music[lang]
        drawn = [self._musical(ours) if n % 8 == 0 else word for n, word in enumerate(plain)]
        self.chance.shuffle(drawn)
        if lang == "ko":
            drawn = [word + self.chance.choice(PARTICLES) for word in drawn]
        return "".join(drawn) if lang == "zh" else " ".join(drawn)

    def _musical(self, ours: list[str]) -> str:
        return ours[min(int(self.chance.expovariate(0.25)), len(ours) - 1)]

    def language(self) -> str:
        """Choose one."""
        return self.chance.choice(("en", "en", "ko", "zh"))


def rows(writer: Writer, posts: int, comments: int, people: list[UUID]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Make the rows of posts and comments with those by which they are found, and count their words at the end."""
    from practice_app.services.shared.indexing.vectors import labels, vector

    chance, counted = writer.chance, Counter[str]()
    begin, made = datetime.now(UTC) - timedelta(days=2000), []
    for n in range(posts):
        identity, lang, at = uuid4(), writer.language(), begin + timedelta(days=2000 * n / posts)
        title, body = writer.said(lang, 6), writer.said(lang, chance.randint(15, 60))
        category, tags = chance.choice(("tip", "question", "free")), [chance.choice(("spiccato", "scales", "tone"))]
        tags += ["rare"] if n % 1000 == 0 else []
        auto = [chance.choice(("violin", "violin", "cello", "piano"))]
        made.append((identity, lang, at, labels(category, [*auto, *tags])))
        yield "posts", (identity, chance.choice(people), category, title, body, f"<p>{body}</p>", auto, tags, at, at)
        words = vector([(title, "A"), (" ".join([*tags, *auto]), "B"), (body, "D")], made[-1][3])
        yield "texts", _counting(counted, (identity, identity, None, at, words))
    for n in range(comments):
        post, lang, at, labelled = made[n * posts // comments]
        identity, body, later = uuid4(), writer.said(lang, chance.randint(5, 40)), at + timedelta(minutes=n % 300)
        yield "comments", (identity, post, chance.choice(people), body, f"<p>{body}</p>", later)
        yield "texts", _counting(counted, (identity, post, identity, later, vector([(body, "D")], labelled)))
    for term, number in counted.items():
        yield "terms", (term, number, False)


def _counting(counted: Counter[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    counted.update(part.rpartition("':")[0].lstrip("'") or part.strip("'") for part in row[4].split(" ") if part)
    return row


COPIES = {
    "posts": "forum_posts (id, author_id, category, title, body_md, body_html, auto_tags, tags, created_at,"
    " published_at)",
    "comments": "forum_comments (id, post_id, author_id, body_md, body_html, created_at)",
    "texts": "search_texts (id, post_id, comment_id, at, words)",
    "terms": "search_terms (term, texts, spelled)",
}


def fill(owner: str, posts: int, comments: int) -> None:
    """Put all of it in, and let PostgreSQL find out how much there is."""
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.services.shared.indexing.counting import OFTEN
    from practice_app.services.shared.indexing.spelling import has_spelling
    from practice_app.services.shared.indexing.writing import learn

    users = [User(display_name=f"Person {n}") for n in range(PEOPLE)]
    with system_transaction() as db:
        db.add_all(users)
    writer, people, known = Writer(), [user.id for user in users], []
    with psycopg.connect(owner) as db:
        db.execute("ALTER TABLE search_texts DISABLE TRIGGER USER")
        index = db.execute("SELECT pg_get_indexdef('ix_search_texts_words_week'::regclass)").fetchone()
        db.execute("DROP INDEX ix_search_texts_words_week")
        made = rows(writer, posts, comments, people)
        while batch := list(itertools.islice(made, 40_000)):
            for kind, columns in COPIES.items():
                with db.cursor().copy(f"COPY {columns} FROM STDIN") as copy:
                    for _, row in (one for one in batch if one[0] == kind):
                        copy.write_row(row)
            known += [row[0] for kind, row in batch if kind == "terms" and row[1] >= OFTEN and ":" not in row[0]]
        db.execute(index[0])  # type: ignore[index]
        db.execute("ALTER TABLE search_texts ENABLE TRIGGER USER")
    spelled = list(filter(has_spelling, known))
    for place in range(0, len(spelled), 5000):
        with system_transaction() as written:
            learn(written, spelled[place : place + 5000])
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("VACUUM ANALYZE")
        sizes = db.execute(
            "SELECT relname, pg_size_pretty(pg_relation_size(oid)), reltuples::bigint FROM pg_class"
            " WHERE relname LIKE ANY ('{search_%,ix_search_%,forum_posts,forum_comments}') ORDER BY relname"
        ).fetchall()
    for name, size, number in sizes:
        print(f"  {name}: {size}, {number} rows", flush=True)


def asked(who: UUID, query: str, narrowed: dict[str, str]) -> tuple[float, float, int]:
    """Ask once: by the clock and at work, in seconds, and how much was found."""
    from practice_app.database import transaction
    from practice_app.services.search import asked as reading
    from practice_app.services.search import board, posts

    wanted, labels = reading.asked(query), [f"{'c' if kind == 'category' else 't'}:{v}" for kind, v in narrowed.items()]
    with transaction(who) as db:
        backend = psutil.Process(db.scalar(text("SELECT pg_backend_pid()")))
        before, here, begun = backend.cpu_times(), time.process_time(), time.perf_counter()
        found = board.ranked(db, wanted, labels)
        if not found.places and wanted:
            found = board.put_right(db, wanted, labels)
        shown = posts.shown(db, found.places[:20], found.words)
        clock, mine, after = time.perf_counter() - begun, time.process_time() - here, backend.cpu_times()
    there = after.user + after.system - before.user - before.system
    return clock, mine + there, len(shown)


def told(name: str, questions: list[tuple[str, dict[str, str]]], who: UUID, times: int) -> None:
    """Ask one kind, and print it."""
    answers = [asked(who, query, narrowed) for query, narrowed in questions for _ in range(times)]
    clock, work = (sorted(1000 * answer[n] for answer in answers) for n in (0, 1))
    tail = len(clock) * 95 // 100
    print(
        f"| {name} | {statistics.median(clock):.1f} | {clock[tail]:.1f} | {statistics.mean(work):.1f} |"
        f" {sum(answer[2] > 0 for answer in answers) // times} of {len(questions)} |",
        flush=True,
    )


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--comments", type=int, default=300_000)
    parser.add_argument("--times", type=int, default=20)
    args = parser.parse_args()
    with database() as owner:
        begun = time.monotonic()
        fill(owner, args.posts, args.comments)
        print(f"  filled in {time.monotonic() - begun:.0f} s", flush=True)
        with psycopg.connect(owner) as db:
            who: UUID = db.execute("SELECT id FROM users LIMIT 1").fetchone()[0]  # type: ignore[index]
        print("\n| kind | by the clock, p50 ms | p95 | at work, mean | found |\n|---|---|---|---|---|")
        for name, queries in KINDS.items():
            told(name, [(query, {}) for query in queries], who, args.times)
        for name, questions in NARROWED.items():
            told(name, questions, who, args.times)


if __name__ == "__main__":
    main()
