"""Letters to the units: who should get which, and about what."""
