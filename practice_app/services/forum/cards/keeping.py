"""Cards as they are wanted, fetched and shown: a row for each address, whoever wrote it."""

import html
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system, system_transaction
from practice_app.models import LinkCard
from practice_app.models.columns import now
from practice_app.services.forum.cards import fetching, reading
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
MOST: Final = 3
"""Cards below one text."""
KEPT: Final = timedelta(days=30)
AGAIN: Final = timedelta(minutes=10)
MOST_TRIES: Final = 3
_ALONE: Final = re.compile(r'<p>(?:<a href="(https?://[^"<>]+)"[^<>]*>[^<>]*</a>|(https?://[^\s<>]+))</p>')


@dataclass(frozen=True)
class CardRow:
    """What a page that somebody links to calls itself."""

    url: str
    title: str
    words: str
    site: str


def alone(body_html: str) -> list[str]:
    """Which addresses stand in a paragraph of their own in what we made of a text."""
    found = [html.unescape(one[0] or one[1]) for one in _ALONE.findall(body_html)]
    return [url for url in dict.fromkeys(found) if len(url) <= fetching.LONGEST_URL][:MOST]


def wanted(db: Session, body_html: str) -> None:
    """Have the pages looked at that a text links to, where they are not known yet."""
    urls = alone(body_html) if get_settings().link_cards else []
    if urls:
        with as_system(db):
            rows = [LinkCard(url=url, due_at=now()).model_dump() for url in urls]
            db.execute(insert(LinkCard).values(rows).on_conflict_do_nothing())


def cards_of(db: Session, bodies: Sequence[str]) -> list[list[CardRow]]:
    """Show the cards of each of these texts, in its order; none where the host wants none."""
    each = [alone(body) if get_settings().link_cards and "://" in body else [] for body in bodies]
    urls = list(dict.fromkeys(url for some in each for url in some))
    if not urls:
        return [[] for _ in bodies]
    asked = text("SELECT * FROM app_link_cards(CAST(:urls AS text[]))")
    found = {row.url: CardRow(**row._mapping) for row in db.execute(asked, {"urls": urls})}
    return [[found[url] for url in some if url in found] for some in each]


@step
def fetch_cards(most: int = 20) -> int:
    """Fetch up to ``most`` pages that are wanted, let go of what is old; tell how many were asked for."""
    if not get_settings().link_cards:
        return 0
    with system_transaction() as db:
        db.execute(delete(LinkCard).where(col(LinkCard.due_at).is_(None), col(LinkCard.at) < now() - KEPT))
    done = 0
    while done < most and (url := _claimed()):
        _store(url)
        done += 1
    return done


def _claimed() -> str | None:
    due = select(LinkCard).where(col(LinkCard.due_at) <= now()).order_by(col(LinkCard.due_at)).limit(1)
    with system_transaction() as db:
        row = db.exec(due.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        row.tries += 1
        row.due_at = now() + AGAIN if row.tries < MOST_TRIES else None
        return row.url


def _store(url: str) -> None:
    try:
        card = reading.read(fetching.fetch(url))
    except fetching.Away:
        return  # it comes again, or not
    except fetching.NotFetched as why:
        log.info("a page that a post links to has no card: %s", why)
        card = reading.Card("", "", "")
    told = {"title": card.title, "words": card.words, "site": card.site, "due_at": None, "at": now()}
    with system_transaction() as db:
        db.execute(update(LinkCard).where(col(LinkCard.url) == url).values(**told))
