"""What recordings are made of: scores, soundfonts, voices, rooms and devices."""
