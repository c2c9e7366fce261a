"""The parts of the half-year summary and of the annual report."""
