"""Ids as pages send them."""

from uuid import UUID

from practice_app.errors import NotFound


def identified(written: str) -> UUID:
    """The id that a page sent; what is none is of nothing that there is (``NotFound``)."""
    try:
        return UUID(written)
    except ValueError:
        raise NotFound() from None
