"""What is told in the grey cells of a row, held against what the row is about."""
