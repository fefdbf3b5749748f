"""What only the landing page draws."""
