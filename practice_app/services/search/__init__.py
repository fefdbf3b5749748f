"""Looking for something as one types: in what is one's own, and in what people write to one another."""

from practice_app.services.search.asked import LONGEST, Query
from practice_app.services.search.box import Answer, FoundRow, Kind, everything
from practice_app.services.search.hits import html
from practice_app.services.search.portable import LEFT_OUT

__all__ = ["LEFT_OUT", "LONGEST", "Answer", "FoundRow", "Kind", "Query", "everything", "html"]
