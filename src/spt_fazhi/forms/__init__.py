"""Excel forms as pure values: what is asked of a unit, and what came back."""
