"""One subcommand a file; the file's name is the command's name (see app.py)."""
