"""The week of a teacher's students, told by mail to whoever wants it."""
