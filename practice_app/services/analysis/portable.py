"""What was heard in a person's recordings, and what they say against it, as it leaves."""

from practice_app.services.shared.portable import held_by_session

HELD = (
    # An hour's curves are half a megabyte.
    held_by_session("analyses.json", "analyses", sessions=10, order="created_at"),
    held_by_session("corrections.json", "corrections", order="created_at"),
)
