"""Letters to units: the letter, its items, and the message for a call or chat."""
