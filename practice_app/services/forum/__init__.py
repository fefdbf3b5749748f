"""The community's board: posts, what is said below them, votes, following."""

from practice_app.services.forum.portable import HELD, LEFT_OUT

__all__ = ["HELD", "LEFT_OUT"]
