"""Pictures that people send, drawn anew: nothing of their files comes through."""
