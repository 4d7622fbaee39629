"""``python -m scopewright`` is the program."""

import sys

from scopewright.cli import main

if __name__ == "__main__":
    sys.exit(main())
