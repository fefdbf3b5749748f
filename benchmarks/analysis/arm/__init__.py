"""A bow arm with a phone on it, moved by physics, every stroke known; and arms that do not bow."""
