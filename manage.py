#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if sys.argv[1:2] == ["match"]:
        # Needs nothing of the house, which takes four times as long to start as it takes to match.
        from mentorship.management.commands.match import Command

        Command().run_from_argv(sys.argv)
    else:
        execute_from_command_line(sys.argv)
