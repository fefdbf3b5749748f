"""What a page calls itself, out of its first elements: strangers' HTML, looked at by cutting, never run or kept."""

import html
import re
from dataclasses import dataclass
from typing import Final

from practice_app.services.forum.cards.fetching import Fetched
from practice_app.text import clean_line

LONGEST_TITLE, LONGEST_WORDS, LONGEST_SITE = 200, 300, 80
MOST_TAGS, MOST_META, LONGEST_TAG = 400, 60, 1_500
_ATTRIBUTE: Final = re.compile(
    r"""\b([a-z:]{1,20}) ?= ?(?:"([^"]{0,600})"|'([^']{0,600})'|([^\s"'>]{1,600}))""", re.IGNORECASE
)
_CHARSET: Final = re.compile(r"""charset=["']?([a-z0-9_-]{2,20})""", re.IGNORECASE)


@dataclass(frozen=True)
class Card:
    """A page in a few words; ``title`` is empty where it has none."""

    title: str
    words: str
    site: str


def read(page: Fetched) -> Card:
    """Read what a page says of itself for cards, else its title."""
    told: dict[str, str] = {}
    metas = 0
    for part in _letters(page).split("<")[1:MOST_TAGS]:
        tag, _, text = part[: 2 * LONGEST_TAG].partition(">")
        name = tag[:6].rstrip("/ \r\n\t").lower()
        if name == "title":
            told.setdefault("title", text)
        elif name.startswith("meta") and metas < MOST_META:
            metas += 1
            found = {key.lower(): "".join(values) for key, *values in _ATTRIBUTE.findall(tag[:LONGEST_TAG])}
            told.setdefault((found.get("property") or found.get("name") or "").lower(), found.get("content", ""))
    return Card(
        _first(told, ("og:title", "twitter:title", "title"), LONGEST_TITLE),
        _first(told, ("og:description", "description", "twitter:description"), LONGEST_WORDS),
        _first(told, ("og:site_name",), LONGEST_SITE),
    )


def _letters(page: Fetched) -> str:
    named = _CHARSET.search(page.body[:4_096].decode("latin-1"))
    for charset in (page.charset, named[1] if named else "", "utf-8"):
        try:
            return page.body.decode(charset, errors="replace") if charset else page.body.decode()
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return page.body.decode("utf-8", errors="replace")


def _first(told: dict[str, str], names: tuple[str, ...], longest: int) -> str:
    words = next((said for name in names if (said := _cleaned(told.get(name, "")))), "")
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _cleaned(text: str) -> str:
    return " ".join(clean_line(html.unescape(text)).split())
