"""A piece: how often its passages were gone through, and how its figures went."""
