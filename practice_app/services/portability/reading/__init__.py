"""Reading a table that somebody brings: pure, from bytes to drafts of sessions and what could not be taken."""
