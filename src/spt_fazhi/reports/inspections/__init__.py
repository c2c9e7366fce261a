"""Reports on visits on the spot, what was found there and how far it is put right."""
