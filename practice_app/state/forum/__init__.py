"""The community's board, as its pages show it."""
