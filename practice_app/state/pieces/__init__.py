"""What the pages of the repertoire show."""
