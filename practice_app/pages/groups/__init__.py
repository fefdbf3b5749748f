"""Groups: one's own, one of them, and the way in."""
