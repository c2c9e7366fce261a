"""The parts of one unit's sheet."""
