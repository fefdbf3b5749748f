"""Measured: drills."""
