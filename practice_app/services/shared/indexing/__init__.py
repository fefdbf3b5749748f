"""By what texts are found: their words, folded, and how words that are spelled alike find each other."""
