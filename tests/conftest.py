"""For all tests: where a build must come out the same twice, so must what hypothesis picks."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
