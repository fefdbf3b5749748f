"""Drawing on a film, and what was drawn on it."""
