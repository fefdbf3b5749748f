"""One's own account, page by page."""
