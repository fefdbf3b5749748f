"""What the journal is made of beside its calendar: sessions as lines of music, and what they add up to."""
