"""Lessons: a series and its lessons, when they are, whether they took place, and the calendar that carries them."""
