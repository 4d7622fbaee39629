"""Lines caught while people talk, and what can be read out of them."""
