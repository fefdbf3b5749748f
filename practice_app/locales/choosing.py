"""Which of our languages somebody reads, by whatever tag they, their browser or their profile says it."""

from typing import Final

SOURCE: Final = "en"
#: What a language is called by those who speak it, by its BCP 47 tag.
LANGUAGES: Final = {"en": "English", "zh-Hant": "繁體中文", "ko": "한국어"}
COOKIE: Final = "woodshed_locale"

REGIONAL: Final = frozenset({"en", "ko"})
"""Languages whose dates are written as the reader's region does."""
LONGEST_TAG: Final = 64
MOST_TAGS: Final = 40
"""So many wishes of a header are read; browsers send ten at most."""
# The first part of a tag, in the two and three letters of ISO 639; who reads any Chinese reads ours best.
FIRST: Final = {
    **dict.fromkeys(("en", "eng"), "en"),
    **dict.fromkeys(("ko", "kor"), "ko"),
    **dict.fromkeys(("zh", "zho", "chi", "cmn", "yue", "nan", "hak", "wuu", "gan", "hsn", "lzh"), "zh-Hant"),
}


def nearest(tag: str | None) -> str | None:
    """The language of ours that a tag means, in any case and spelling (`KO`, `zh_TW.UTF-8`, `en-US@posix`); or None."""
    plain = (tag or "")[:LONGEST_TAG].strip().lower()
    for separator in ("_", ".", "@"):
        plain = plain.replace(separator, "-")
    return FIRST.get(plain.partition("-")[0])


def supported(tag: str | None) -> str:
    """The language of ours nearest to a tag; English when there is none."""
    return nearest(tag) or SOURCE


def region_of(tag: str) -> str | None:
    """The region in a language tag: two letters after the language (RFC 5646)."""
    parts = tag[:LONGEST_TAG].replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isascii() and part.isalpha()), None)


def regional(language: str, accept_language: str | None) -> str:
    """The tag by which dates are written: a language of ours, in the browser's own region, as `i18n.js` has it.

    21 Nov in Britain, Nov 21 in America. Our Chinese is written one way.
    """
    if language not in REGIONAL:
        return language
    own = next((tag for tag in map(_tag, _wishes(accept_language)) if nearest(tag) == language), "")
    region = region_of(own)
    return f"{language}-{region}" if region else language


def negotiate(accept_language: str | None, cookie: str | None = None) -> str:
    """The language of a visitor: what was chosen here before, else what the browser asks for."""
    ranked = sorted(((_weight(wish), _tag(wish)) for wish in _wishes(accept_language)), key=lambda pair: -pair[0])
    known = (nearest(tag) for weight, tag in ranked if weight > 0)
    return nearest(cookie) or next(filter(None, known), SOURCE)


def _wishes(accept_language: str | None) -> list[str]:
    return (accept_language or "").split(",", MOST_TAGS)[:MOST_TAGS]


def _tag(wish: str) -> str:
    return wish.partition(";")[0]


def _weight(wish: str) -> float:
    """How much a language is wanted, from 0 to 1; what makes no sense is not wanted."""
    name, _, value = wish.partition(";")[2].partition("=")
    if not name.strip():
        return 1.0
    try:
        weight = float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
