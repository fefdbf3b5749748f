"""How often people opened a link: a number in its row, and nothing about anybody.

Not counted are machines that look for a preview or for search, a browser that fetches ahead, the owner, and one network
that opens the same link again and again.
"""

import re
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from practice_app.database import system_transaction
from practice_app.errors import TooMany
from practice_app.models import Share
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step

OPENED: Final = "240/minute"
"""Pages, pictures and media of links that one network may ask for: a class that opens one link at once."""
DRAWN: Final = "60/minute"
COUNTED: Final = "60/hour"
"""Openings of one link by one network that count."""
_MACHINES: Final = re.compile(
    r"bot|crawl|spider|slurp|scrap|preview|fetch|monitor|facebookexternalhit|facebookcatalog|meta-external|kakaotalk-|"
    r"line-poker|yeti|daum|whatsapp|telegram|slack|discord|twitter|linkedin|pinterest|skype|embedly|iframely|mastodon|"
    r"headless|lighthouse",
    re.IGNORECASE,
)
LONGEST_NAME: Final = 512


def check_pace(network: str) -> None:
    """Count one more request for something that a link shows; raise ``TooMany``."""
    rates.spend(OPENED, "share-open", network)


def check_drawing(network: str) -> None:
    """Count one more picture that is asked for; raise ``TooMany``."""
    rates.spend(DRAWN, "share-draw", network)


def is_somebody(agent: str, purpose: str = "") -> bool:
    """Tell whether a person seems to look: by what the browser calls itself, and what it fetches the page for."""
    return "prefetch" not in purpose.lower() and _MACHINES.search(agent[:LONGEST_NAME]) is None


@step
def count(link: UUID, network: str) -> None:
    """Count one opening, unless this network has opened the link very often just now."""
    try:
        rates.spend(COUNTED, "share-view", str(link), network)
    except TooMany:
        return
    with system_transaction() as db:
        db.execute(update(Share).where(col(Share.id) == link).values(views=Share.views + 1))
