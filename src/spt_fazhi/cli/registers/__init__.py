"""What `rollup` and `report rollup` share: where registers are read from, what is asked of people, what is told."""
