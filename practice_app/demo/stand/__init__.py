"""What lies on somebody's stand in the demo: pieces with all that can be said of them, a sheet drawn by us, tags."""

from practice_app.demo.stand.pieces import name_works, put_on
from practice_app.demo.stand.sheets import lay_open

__all__ = ["lay_open", "name_works", "put_on"]
