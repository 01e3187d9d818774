"""Studies of interviews: whom they ask, what they talk about, and how it is analysed."""
