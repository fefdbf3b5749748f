"""What pages show of groups."""
