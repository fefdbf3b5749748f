"""Looking for something as one types: in what is one's own, and in what people write to one another."""

from practice_app.services.search.asked import LONGEST, Query
from practice_app.services.search.box import Answer, everything
from practice_app.services.search.hits import html
from practice_app.services.search.own import Kind, OwnRow

__all__ = ["LONGEST", "Answer", "Kind", "OwnRow", "Query", "everything", "html"]
