"""The page of one's profile."""
