"""What is said aloud about a take, or answered: an upload, then a job, then something short to listen to."""

from practice_app.models.sent import SentByParts, rules_of


class Voice(SentByParts, table=True):
    """Something that its owner said; a comment or an answer of theirs names it, and what nothing names is erased."""

    __tablename__ = "voices"
    __table_args__ = rules_of("voices")
