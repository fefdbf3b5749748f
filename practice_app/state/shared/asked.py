"""What follows the address of a page."""

from urllib.parse import parse_qs

from practice_app.state.shared.base import OwnState

LONGEST = 200


def asked(page: OwnState, name: str) -> str:
    """Give what follows the address under this name; empty: nothing does."""
    return parse_qs(page.router.url.query or "").get(name, [""])[0][:LONGEST]
