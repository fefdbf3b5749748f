"""What was earned and what somebody set themselves, as it leaves."""

from practice_app.services.shared.portable import held

HELD = (
    held("awards.json", "awards", key="key"),  # fewer than one batch: there are no more than can be earned
    held("challenges.json", "challenges"),
)
LEFT_OUT = {"merits": "worked out from the sessions and what was heard, and again from nothing by whoever reads them"}
