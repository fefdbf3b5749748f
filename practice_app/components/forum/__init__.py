"""The community's board, as it is drawn."""
