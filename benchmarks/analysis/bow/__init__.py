"""Measured: the bow, in films drawn here."""
