"""Taking everything along, and bringing it from elsewhere."""
