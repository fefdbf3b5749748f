"""Looking for something: the field, and what was found."""
