"""The journal and a session, as pages hold them."""
