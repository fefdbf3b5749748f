"""What one takes along and brings."""
