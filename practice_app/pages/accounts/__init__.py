"""Signing in, signing up, settings."""
