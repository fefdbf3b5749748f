"""The community's board."""
