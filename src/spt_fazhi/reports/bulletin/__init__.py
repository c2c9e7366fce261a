"""The parts of the bulletin."""
