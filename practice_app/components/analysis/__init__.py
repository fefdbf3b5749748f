"""A session: what was heard in words, as a line of music to listen along, and in figures that explain themselves."""
