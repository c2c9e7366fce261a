"""How units are named in a document: labels, verbs, endings of names, and rules for who leads."""
