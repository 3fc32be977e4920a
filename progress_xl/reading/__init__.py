"""From files to submissions."""

from progress_xl.reading.submission import read

__all__ = ["read"]
