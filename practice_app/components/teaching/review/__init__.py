"""The page on which a take is commented on: its player, its line of music with pins, what is said and what was said."""
