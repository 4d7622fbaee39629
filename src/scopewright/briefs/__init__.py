"""Documents made out of an engagement: what they say (``parts``), as blocks, and how blocks become a file (``pdf``)."""
