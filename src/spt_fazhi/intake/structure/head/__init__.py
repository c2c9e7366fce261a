"""The head of a document: its title, who issued it and when, for which year, and what belongs to the page alone."""
