"""Teachers and their students."""
