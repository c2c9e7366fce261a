"""The board: made, refused for the public while anything sensitive is found, kept up to date, and verified."""
