"""What was practised in the demo, day by day, and what was heard of it: pure, and the same whenever it is asked."""

from practice_app.demo.practised.identity import identity, named, piece_id, section_id, tag_id
from practice_app.demo.practised.sitting import Practised
from practice_app.demo.practised.year import practised

__all__ = ["Practised", "identity", "named", "piece_id", "practised", "section_id", "tag_id"]
