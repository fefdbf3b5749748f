"""What a request says of itself: its cookies, where it comes from, who sent it."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What we know; a stranger may send any word in their place, which is no name of a figure or a line."""
