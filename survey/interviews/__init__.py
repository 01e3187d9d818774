"""The participants of interviews: who consented, and what is known of them."""
