"""Workbooks that come with the package."""

from pathlib import Path

from progress_xl.errors import PathMissing


def shipped(name: str) -> Path:
    """A file or folder of ``workbooks/``: inside an installed package, beside the package in a clone.

    Raises `PathMissing`.
    """
    package = Path(__file__).parent
    for place in (package / "workbooks" / name, package.parent / "workbooks" / name):
        if place.exists():
            return place
    raise PathMissing(path=name)
