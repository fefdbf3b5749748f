"""What a request says of itself: its cookies, where it comes from, who sent it."""
