"""A document into its parts: numbers, headings, tables, lists of units."""
