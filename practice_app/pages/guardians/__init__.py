"""Children, and who looks after them."""
