"""Groups: who is in one, who may come in, and what its members share of their practice."""

from practice_app.services.groups.making import sweep
from practice_app.services.groups.portable import HELD, LEFT_OUT

__all__ = ["HELD", "LEFT_OUT", "sweep"]
