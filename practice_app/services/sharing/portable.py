"""Links that somebody made, as they leave: what each shows, until when, how often it was opened."""

from practice_app.services.shared.portable import held

HELD = (held("shares.json", "share"),)
