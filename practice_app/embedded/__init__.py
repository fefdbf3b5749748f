"""PostgreSQL, Redis and S3 on this machine, for whoever has no servers of their own to point at."""

from practice_app.embedded.home import Home
from practice_app.embedded.program import Program

__all__ = ["Home", "Program"]
