"""A person's comparisons, as they leave."""

from practice_app.services.shared.portable import held

HELD = (held("comparisons.json", "comparisons"),)
