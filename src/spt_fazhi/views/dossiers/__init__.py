"""Everything that is known of a task, an obligation or a unit: a page each."""
