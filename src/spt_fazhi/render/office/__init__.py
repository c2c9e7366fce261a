"""What an office opens and prints: Word documents and web pages, made from a report's Markdown."""
