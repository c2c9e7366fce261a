"""What is typed about findings: what a unit has done, and closing them."""
