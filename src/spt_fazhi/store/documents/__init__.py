"""Reading official documents: plain text, Word, PDF with text, saved web pages; one file a format."""
