"""What pages draw of practice partners."""
