"""What came in written on a branch a unit, to be reviewed and merged like everyone's; the work tree stays as it is."""
