"""Films in what people write on the board: an upload, then a job, then something short to look at."""

from practice_app.models.sent import SentByParts, rules_of


class ForumFilm(SentByParts, table=True):
    """A film that its owner sent; what they write names it, and what nothing names is erased.

    ``poster_key`` is what stands there before it is played, and ``glance_key`` a sheet of its pictures, for machines
    that look after the board. ``bytes`` is what is said of it until it is made, then how large what is played is.
    """

    __tablename__ = "forum_films"
    __table_args__ = rules_of("forum_films")

    poster_key: str | None = None
    glance_key: str | None = None
    width: int | None = None
    height: int | None = None
