"""Tasks in tables: pasted text, columns by head or by content, rows as tasks, an annexed table beside its text."""
