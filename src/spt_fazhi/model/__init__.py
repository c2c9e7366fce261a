"""What is written: frozen values for the register, its units, the records and the decisions, and `Problem`."""
