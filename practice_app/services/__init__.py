"""Verbs: what Woodshed does, as plain functions over a database session; a file per capability."""
