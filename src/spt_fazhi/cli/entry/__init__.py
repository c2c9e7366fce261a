"""What the entry commands share: options, questions, texts, the write and what is said of it."""
