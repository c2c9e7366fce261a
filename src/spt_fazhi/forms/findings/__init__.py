"""The sheet of findings: what a unit is told of each, and what it is asked for."""
