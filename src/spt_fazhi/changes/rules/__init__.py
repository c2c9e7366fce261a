"""The rules of the review, one subject a file: `RULES` and `find(context)`. Found by their files."""
