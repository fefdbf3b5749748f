"""Writes a notice as one HTML page of its own: no script, no cookie, nothing from elsewhere."""

import string
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from practice_app.locales import msg, translate
from practice_app.locales.choosing import LANGUAGES
from practice_app.notices import filling
from practice_app.notices.texts import NOTICES, VERSION, Section

UNSAID = msg("Whoever runs this Woodshed has not said yet who they are. Ask them before you trust it with anything.")
WHOEVER = msg("whoever runs this Woodshed")
OF = msg("As of {version}.")
BACK = msg("Back to Woodshed")


def written(kind: str, locale: str) -> str:
    """Write the page of this kind in a language of ours."""
    notice, facts = NOTICES[kind], filling.facts()
    words = {
        "kind": kind,
        "lang": locale,
        "languages": LANGUAGES,
        "title": translate(locale, notice.title),
        "lead": translate(locale, notice.lead),
        "unsaid": "" if facts["operator"] and facts["contact"] else translate(locale, UNSAID),
        "sections": [part for section in notice.sections if (part := _part(section, locale, facts))],
        "own_words": filling.own_words(kind, locale),
        "version": translate(locale, OF, version=VERSION),
        "others": [(name, translate(locale, other.title)) for name, other in NOTICES.items() if name != kind],
        "back": translate(locale, BACK),
    }
    return _environment().get_template("page.html.j2").render(words)


def _part(section: Section, locale: str, facts: dict[str, str]) -> dict[str, object] | None:
    """Translate a part; what can't be filled is left out, and of a part that is left without words everything."""
    if section.needs and not facts[section.needs]:
        return None
    facts = facts | {"operator": facts["operator"] or translate(locale, WHOEVER)}
    paragraphs = [translate(locale, text, **facts) for text in section.paragraphs if _known(text, facts)]
    kept = [(translate(locale, what), translate(locale, long, **facts)) for what, long in section.kept]
    title = translate(locale, section.title)
    return {"title": title, "paragraphs": paragraphs, "kept": kept} if paragraphs or kept else None


def _known(text: str, facts: dict[str, str]) -> bool:
    """Whether all that a text names was said."""
    return all(facts[name] for _, name, _, _ in string.Formatter().parse(text) if name)


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
