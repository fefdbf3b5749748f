"""Tempo and tuning: what a music stand needs beside the clock, loaded with the first tap on it."""
