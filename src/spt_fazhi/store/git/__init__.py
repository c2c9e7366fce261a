"""Git, and nothing else calls it."""
