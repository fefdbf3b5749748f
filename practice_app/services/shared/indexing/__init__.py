"""By what texts are found: their words, folded, and how words that are spelled alike find each other."""

from practice_app.services.shared.indexing.counting import count, rebuild
from practice_app.services.shared.indexing.writing import index_comment, index_post

__all__ = ["count", "index_comment", "index_post", "rebuild"]
