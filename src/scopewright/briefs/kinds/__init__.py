"""The kinds of brief: each module says which parts one is made of."""
