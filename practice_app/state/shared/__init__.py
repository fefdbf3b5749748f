"""What every state stands on: one's own, connections, live pages, forms."""
