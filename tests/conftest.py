"""What holds for every test, and for every program that a test starts."""

import os
import sys

from hypothesis import settings

# Some containers forbid Python to keep what it has compiled. The tests start the program hundreds of times,
# and each would compile it anew: 0.13 s of 0.47 s for `archiver --version`, 0.25 s of 1.3 s for a crawl.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long one example takes says how busy the machine is; what may cost how much is told by `cost.py`.
settings.register_profile("tests", settings(), deadline=None)
settings.load_profile("tests")
