"""What the pages of moderators and administrators know alike."""

from practice_app.errors import NotAllowed
from practice_app.services.shared.offices import SecondFactorFirst


def why_not(refused: NotAllowed) -> str:
    """The stage of a page that isn't shown: ``factor``, a device that came in by a password alone, or ``not_yours``."""
    return "factor" if isinstance(refused, SecondFactorFirst) else "not_yours"
