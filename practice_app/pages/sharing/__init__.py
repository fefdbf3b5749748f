"""The page of the links that somebody made."""
