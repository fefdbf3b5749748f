"""How what somebody was told is drawn."""
