"""Two takes of the same study, weeks apart, with real sound and what the ear really says of them."""

from practice_app.demo.takes.ear import Listening, listening
from practice_app.demo.takes.keeping import keep, session_ids, wanted

__all__ = ["Listening", "keep", "listening", "session_ids", "wanted"]
