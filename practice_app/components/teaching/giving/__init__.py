"""Giving homework: the form, kept on the device while it is written, and what a teacher does with what was given."""
