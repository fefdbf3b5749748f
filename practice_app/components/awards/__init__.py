"""How what was earned is drawn."""
