"""The build's modules stand beside its script, in workbooks/."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "workbooks"))
