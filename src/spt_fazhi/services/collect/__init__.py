"""What units send back: forms read again, checked like any other entry, and written as records."""
