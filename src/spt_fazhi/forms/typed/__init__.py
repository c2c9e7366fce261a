"""What was typed in the cells of a row."""
