"""Several copies of one form in one run: the one that was put right counts."""
