"""The review of a branch: what is read, and what is said of it."""
