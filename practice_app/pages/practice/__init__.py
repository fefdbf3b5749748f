"""Practising, adding by hand, what waits on the device."""
