"""Entering an inspection: a table of findings read, numbered, and written as one file."""
