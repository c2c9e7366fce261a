"""A sentence into obligations: days, quantities, owners."""
