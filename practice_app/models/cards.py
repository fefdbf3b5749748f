"""What pages call themselves that posts link to: nobody's data, by their addresses."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import longest, maybe_moment, moment_now


class LinkCard(SQLModel, table=True):
    """A page; ``due_at``: when it is asked (again), nothing once it was. ``title`` is empty where it has no card."""

    __tablename__ = "link_cards"
    __table_args__ = (
        longest("url", 2000),
        longest("title", 200),
        longest("words", 300),
        longest("site", 80),
        Index("ix_link_cards_due_at", "due_at"),
    )

    url: str = Field(primary_key=True)
    title: str = ""
    words: str = ""
    site: str = ""
    at: datetime = moment_now()
    due_at: datetime | None = maybe_moment()
    tries: int = 0
