"""Woodshed: a practice journal for musicians that listens."""
