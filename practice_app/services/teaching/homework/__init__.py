"""Homework: given by a teacher, practised and handed in by a student, closed or given back."""
