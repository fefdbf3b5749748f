"""What a screen shows; thin. State is no security boundary: every handler asks a service."""
