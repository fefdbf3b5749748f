"""What the pages of moderators and administrators know alike."""

from uuid import UUID

from practice_app.errors import NotAllowed, NotFound
from practice_app.services.shared.offices import SecondFactorFirst


def why_not(refused: NotAllowed) -> str:
    """The stage of a page that isn't shown: ``factor``, a device that came in by a password alone, or ``not_yours``."""
    return "factor" if isinstance(refused, SecondFactorFirst) else "not_yours"


def identified(written: str) -> UUID:
    """The id that a page sent; what is none is of nothing that there is (``NotFound``)."""
    try:
        return UUID(written)
    except ValueError:
        raise NotFound() from None
