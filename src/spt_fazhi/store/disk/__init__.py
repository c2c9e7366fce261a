"""What every part of the store does on disk: whole writes, and paths and files as a person names them."""
