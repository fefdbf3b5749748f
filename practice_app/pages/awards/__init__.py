"""The page of what practice earns."""
