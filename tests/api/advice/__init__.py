"""Recommendations over REST."""
