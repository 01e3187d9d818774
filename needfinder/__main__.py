"""The command `needfinder`: manage.py as a program; `needfinder demo` sets the mode itself."""

import os
import sys

from manage import main as manage


def main() -> None:
    if sys.argv[1:2] == ["demo"]:
        os.environ["NEEDFINDER_MODE"] = "demo"
    sys.argv[0] = "needfinder"
    manage()


if __name__ == "__main__":
    main()
