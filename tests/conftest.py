"""For all tests: where a build must come out the same twice, so must what hypothesis picks."""

import os

from hypothesis import settings

# How long an example took says how busy the machine was: several workers share its processors.
settings.register_profile("unhurried", deadline=None)
settings.register_profile("ci", settings.get_profile("unhurried"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "unhurried")
