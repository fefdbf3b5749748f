"""Pages of what to practise next."""
