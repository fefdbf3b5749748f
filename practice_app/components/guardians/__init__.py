"""Children, who looks after them, and the tablet that they share."""
