"""What the written values mean: pure functions of a register and a day. No clock, no disk, no git in here."""
