"""The board: one page for those who have no command line, as values."""
