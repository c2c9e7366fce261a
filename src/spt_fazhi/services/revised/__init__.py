"""A revised document taken into the register there is."""
