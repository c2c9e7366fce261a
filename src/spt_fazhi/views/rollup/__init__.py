"""Many registers together: what one hands over (tables of rows), and what is said of all of them."""
