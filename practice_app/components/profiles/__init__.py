"""What the page of one's profile is made of."""
