"""The parts of the data page: what the lab is doing, and each of its results as one view."""
