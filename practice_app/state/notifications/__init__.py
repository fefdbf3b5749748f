"""What somebody was told, on their pages."""
