"""People: accounts, who works on which study, and how they log in."""
