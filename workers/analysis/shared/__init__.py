"""What every measure stands on: the one pass over the samples, and what is known of instruments."""
