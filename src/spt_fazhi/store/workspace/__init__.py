"""A workspace read from disk or from a revision."""
