"""What pages are made of: values and handlers in, component out."""
