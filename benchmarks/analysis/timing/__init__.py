"""Measured: onsets and the click; what finds onsets is fitted here."""
