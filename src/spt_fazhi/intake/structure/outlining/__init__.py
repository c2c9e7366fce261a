"""The outline of a document: numbered paragraphs under each other, and which of them are tasks."""
