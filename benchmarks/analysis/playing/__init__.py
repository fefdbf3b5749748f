"""Measured: who plays, for how long and how loud; what it costs."""
