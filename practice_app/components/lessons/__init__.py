"""Lessons: the planner, the list, the dialog."""
