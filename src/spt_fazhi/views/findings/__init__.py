"""What was found on the spot and how far it is put right, for lists, screens and reports."""
