"""How many and what share: the phrases that carry a number."""
