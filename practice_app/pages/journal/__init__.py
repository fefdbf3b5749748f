"""Home, the journal, a session."""
