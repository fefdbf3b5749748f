"""A second take beside the one under review."""
