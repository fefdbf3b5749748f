"""How much one may ask for, and how often."""
