"""Links: the router follows those to our own pages, and what the server writes opens beside them."""

import re
from collections.abc import Iterator

import reflex as rx

from practice_app.pages import PAGES

ROUTES = {page.route for page in PAGES}
HREF = re.compile(r'"?(?:href|to)"?:"(/[^"?#]*)')


def parts(*below: rx.Component) -> Iterator[rx.Component]:
    for part in below:
        yield part
        yield from parts(*(child for child in part.children if isinstance(child, rx.Component)))


def links() -> Iterator[tuple[str, str]]:
    """Where each link leads whose address is known, and its properties."""
    for part in parts(*(page.draw() for page in PAGES)):
        if part.tag == "link":  # what is loaded beforehand
            continue
        props = ",".join(map(str, part.render().get("props", ())))
        if found := HREF.search(props):
            yield found[1], props


def test_what_the_server_writes_opens_in_a_tab_of_its_own():
    """The router finds nothing at such an address, and says so."""
    found = list(links())
    assert {href for href, _ in found} >= {"/privacy", "/settings", "/api/v1/docs"}
    assert {href for href, props in found if href not in ROUTES and "_blank" not in props} == set()
