"""Document text → proposed tasks and obligations: numbering, units, dates, quantities. Pure text work."""
