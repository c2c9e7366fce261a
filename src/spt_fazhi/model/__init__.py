"""What is written: frozen values for the register, its bodies, the records and the decisions, and `Problem`."""
