"""`python -m workreport` is the command line."""

import sys

from workreport.rendering.start import main

if __name__ == "__main__":
    sys.exit(main())
