#!/usr/bin/env python
"""Django's command line for Needfinder."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from core.control_characters import unstorable_character


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if any(map(unstorable_character, sys.argv)):
        sys.exit("What was typed is not in UTF-8. Type it in a terminal that is set to UTF-8.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Needfinder cannot start: {problem}")
    except BrokenPipeError:
        # The reader of the output, such as `head`, has ended.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
