"""Markdown as people write it on the board, made into HTML once: when it is written, never when it is read.

What stands in it is what the list below lets through; whatever else somebody writes is shown as they wrote it, or not
at all. Pictures are our own, films and moments are one's own.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models.forum import BODY_LENGTH, HTML_LENGTH
from practice_app.services.forum.emphasis import knows_cjk

MOST_LINKS, MOST_MENTIONS, MOST_NESTED, MOST_COLOURED = 20, 10, 12, 8_000
"""Characters of code beyond which it stays in one colour: a span for each word is twenty times its length."""
ABC: Final = "abc"
"""The language of a fenced block that is music: pages draw it; where nothing is drawn it stands as it was written."""
MOST_ABC, LONGEST_ABC = 5, 2_000
TOO_LONG = msg("Posts have at most 20,000 characters. This one is longer; perhaps it is two.")
TOO_MANY_LINKS = msg("A post has at most 20 links.")
PICTURES: Final = "/forum/pictures/"
MOMENT: Final = re.compile(r"^moment:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
FILM: Final = re.compile(r"^film:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
_FILM_PLACE: Final = re.compile(r'data-film="([0-9a-f-]{36})"')
_SHOWN_FILM: Final = re.compile(r"\((film:[0-9a-f-]{36})\)")
_SHOWN_MOMENT: Final = re.compile(r"\((moment:[0-9a-f-]{36})\)")
_PICTURE: Final = re.compile(r"^/forum/pictures/[0-9a-f-]{36}\.webp$")
_TAGS: Final = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "span", "div"),
    *("em", "strong", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "loading"},
    "code": {"class"},
    "span": {"class"},
    "div": {"data-film", "data-moment", "class"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
}
_ADDRESS: Final = re.compile(r"https?://")
_COLOURS: Final = HtmlFormatter(nowrap=True, classprefix="hl-")


def made(source: str) -> str:
    """Make the HTML of a post; raise ``Invalid`` for one that is too long or has too many links."""
    if len(source) > BODY_LENGTH:
        raise Invalid("body_md", TOO_LONG)
    tokens = _parser().parse(source)
    if links(tokens) > MOST_LINKS:
        raise Invalid("body_md", TOO_MANY_LINKS)
    _keep_to_bounds(tokens)
    html = _clean(_parser().renderer.render(tokens, _parser().options, {}))
    return html if len(html) <= HTML_LENGTH else f"<pre>{nh3.clean_text(source)}</pre>"[:HTML_LENGTH]


def _keep_to_bounds(tokens: list[Token]) -> None:
    """Let a few short pieces of notation be drawn; what is more stays text."""
    music = [token for token in tokens if token.type == "fence" and token.info.strip() == ABC]
    for number, token in enumerate(music):
        if number >= MOST_ABC or len(token.content) > LONGEST_ABC:
            token.info = ""


def links(tokens: list[Token]) -> int:
    """Count the links that lead away."""
    inside = [child for token in tokens for child in (token.children or ())]
    return sum(token.type == "link_open" for token in inside)


def links_in(source: str) -> int:
    """Count the links of a text, those that are no links yet too."""
    return max(links(_parser().parse(source[:BODY_LENGTH])), len(_ADDRESS.findall(source[:BODY_LENGTH])))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        generic_attribute_prefixes=set(),
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src"):
        return value if _PICTURE.match(value) else None
    if name == "class":
        known = [one for one in value.split() if one in _CLASSES or (one.startswith("hl-") and len(one) <= 8)]
        return " ".join(known) or None
    if name == "data-moment":
        return value if MOMENT.match(f"moment:{value}") else None
    if name == "data-film":
        return value if FILM.match(f"film:{value}") else None
    return value if name != "href" or _leads_somewhere(value) else None


_CLASSES: Final = {"center", "right", "forum-film", "forum-moment", ABC}


def _leads_somewhere(href: str) -> bool:
    """Tell whether a link says where it leads: an address that no program chokes on."""
    try:
        return bool(urlsplit(href).scheme) or href[:1] == "#" or (href[:1] == "/" and href[1:2] not in ("/", "\\"))
    except ValueError:
        return False


@lru_cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": MOST_NESTED, "highlight": _coloured})
    md.enable(["table", "strikethrough"])
    knows_cjk(md)
    md.add_render_rule("heading_open", _heading)
    md.add_render_rule("heading_close", _heading)
    md.add_render_rule("image", _image)
    for cell in ("th_open", "td_open"):
        md.add_render_rule(cell, _cell)
    return md


def _coloured(code: str, language: str, _attrs: str) -> str:
    """Colour a fenced block in a language that we know; anything else stays as it is."""
    if language == ABC:
        return f'<pre><code class="{ABC}">{escapeHtml(code)}</code></pre>'
    if not language or len(code) > MOST_COLOURED:
        return ""
    try:
        return str(highlight(code, get_lexer_by_name(language[:30]), _COLOURS))
    except ClassNotFound:
        return ""


def _heading(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    """A post's headings begin below its title."""
    token = tokens[at]
    level = min(6, int(token.tag[1]) + 1)
    return f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"


def _image(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    """A picture of ours, a moment or a film; of another site's there is its text alone."""
    token = tokens[at]
    source, alt = str(token.attrs.get("src", "")), nh3.clean_text(token.content)
    if moment := MOMENT.match(source):
        return f'<div data-moment="{moment[1]}" class="forum-moment">{alt}</div>'
    if film := FILM.match(source):
        return f'<div data-film="{film[1]}" class="forum-film">{alt}</div>'
    return f'<img src="{source}" alt="{alt}" loading="lazy">' if _PICTURE.match(source) else alt


def _cell(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    """How a column is set, by a class: a page runs no style of anybody's."""
    style = str(tokens[at].attrs.get("style", ""))
    side = next((side for side in ("center", "right") if side in style), "")
    return f'<{tokens[at].tag} class="{side}">' if side else f"<{tokens[at].tag}>"


def moments_in(source: str) -> set[UUID]:
    """Which moments a text shows."""
    found = _SHOWN_MOMENT.findall(source)
    return {UUID(one.removeprefix("moment:")) for one in found if MOMENT.match(one)}


def films_shown(html: str) -> set[UUID]:
    """Which films stand in what was made of a text."""
    return {UUID(one) for one in _FILM_PLACE.findall(html)}


def films_in(source: str) -> set[UUID]:
    """Which films a text shows."""
    found = _SHOWN_FILM.findall(source)
    return {UUID(one.removeprefix("film:")) for one in found if FILM.match(one)}


def mentions_in(source: str, people: Mapping[str, UUID]) -> list[UUID]:
    """Whom of these a text calls by name (``@Ann Lee``), ten at most; the longest names first: Ann is not Ann Lee."""
    found, rest = [], source
    for name in sorted(people, key=len, reverse=True):
        if f"@{name}" in rest:
            rest = rest.replace(f"@{name}", "")
            found.append(people[name])
    return found[:MOST_MENTIONS]
