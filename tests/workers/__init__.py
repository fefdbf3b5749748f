"""How Woodshed hears."""
