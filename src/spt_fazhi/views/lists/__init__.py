"""Lists that a query prints: late and due work by unit, whom to call, what was assumed, what is owed at all."""
