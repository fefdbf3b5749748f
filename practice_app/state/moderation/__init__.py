"""Reports and moderation, as pages show them."""
