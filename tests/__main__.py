"""`python3 tests` sets up this checkout once and runs every test; what follows goes to pytest."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "lessons"))
    from environment import become, ensure

    os.chdir(ROOT)
    become([ensure("test"), "-m", "pytest", *sys.argv[1:]])
