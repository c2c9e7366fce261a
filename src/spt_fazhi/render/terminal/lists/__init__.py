"""Lists of what stands beside the plan: units and reports, calls, letters, what was issued."""
