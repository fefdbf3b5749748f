"""Links that show something to whoever has them: made, copied, taken back."""
