"""Measured: pitch, intonation and vibrato."""
