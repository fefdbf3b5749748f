"""Two takes laid side by side: drawn, heard in turn, and said in words."""
