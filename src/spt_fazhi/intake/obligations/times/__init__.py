"""When: the phrases that name a day, a period, a rhythm, a festival or a term, and what they mean in a plan's year."""
