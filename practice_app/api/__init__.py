"""REST v1: thin and typed; rules live in services."""
