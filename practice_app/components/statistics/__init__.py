"""What a page of statistics is made of."""
