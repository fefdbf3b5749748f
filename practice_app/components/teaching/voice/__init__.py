"""What is said aloud instead of written."""
