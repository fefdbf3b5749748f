"""What the pages of teachers and students show."""
