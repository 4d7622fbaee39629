"""The parts of the brief page: the rendering in the worker, the pages on the screen, the file that is handed over."""
