"""Who owes what a text asks for: names that mean several units, and the subjects of its clauses."""
