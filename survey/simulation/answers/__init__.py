"""What simulated participants write: sentences by theme, put together as somebody would."""
