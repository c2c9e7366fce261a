"""The turn of the year: what goes on in the next, and the swap on disk."""
