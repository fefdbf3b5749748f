"""Groups: who is in one, who may come in, and what its members share of their practice."""

from practice_app.services.groups.listing import called
from practice_app.services.groups.making import changed, sweep
from practice_app.services.groups.portable import HELD, LEFT_OUT
from practice_app.services.groups.published import NamedMember, PublishedGroup, by_link

__all__ = ["HELD", "LEFT_OUT", "NamedMember", "PublishedGroup", "by_link", "called", "changed", "sweep"]
