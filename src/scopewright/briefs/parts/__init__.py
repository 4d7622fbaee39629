"""The parts of a brief: each a function from what the brief may see to blocks, empty if there is nothing to say."""
