"""Pages about practice partners."""
