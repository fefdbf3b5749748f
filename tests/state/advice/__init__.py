"""Advice as pages hold it."""
