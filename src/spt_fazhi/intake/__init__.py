"""Document text → proposed tasks and obligations: numbering, bodies, dates, quantities. Pure text work."""
