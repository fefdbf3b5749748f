"""What the page of lessons shows."""
