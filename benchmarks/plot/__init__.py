"""One picture of all that was heard in a recording: a tool for who works on the analysis."""
