"""Measured: tempo; what tells the beat is fitted here."""
