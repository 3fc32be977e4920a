"""UNO without its own import statement.

``import uno`` replaces ``builtins.__import__``; here the module is loaded once and the builtin put back, so UNO's
types are asked for by name.
"""

import builtins
import functools
import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from tests.engines.store import Area, intersection


class NoLibreOffice(Exception):
    """LibreOffice or its Python bindings are not installed."""


@functools.cache
def load_uno() -> ModuleType:
    """The module ``uno`` of a Python of the same version. Raises `NoLibreOffice`."""
    if not shutil.which("soffice"):
        raise NoLibreOffice("LibreOffice (soffice) is not installed")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    ask = "import uno; print(uno.__file__)"
    for python in (sys.executable, f"/usr/bin/{version}", shutil.which(version)):
        done = python and subprocess.run([python, "-c", ask], capture_output=True, text=True)
        if done and not done.returncode:
            return _import_uno(str(Path(done.stdout.strip()).parent))
    raise NoLibreOffice(f"no {version} has LibreOffice's module uno (Debian: python3-uno)")


def _import_uno(folder: str) -> ModuleType:
    with (
        mock.patch.object(sys, "path", [*sys.path, folder]),
        mock.patch.object(builtins, "__import__", builtins.__import__),
    ):
        return importlib.import_module("uno")


def struct(name: str, **fields: object) -> Any:
    made = load_uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def properties(**values: object) -> tuple[Any, ...]:
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def enum(kind: str, name: str) -> Any:
    return load_uno().Enum(f"com.sun.star.{kind}", name)


def area_of(address: Any) -> Area:
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1


def areas_in(found: Any) -> list[Area]:
    return [area_of(address) for address in found.RangeAddresses]


def offsets(block: Area, area: Area) -> Iterator[tuple[int, int]]:
    """Places of a block's cells inside an area, counted from 0."""
    common = intersection(block, area)
    if common:
        for row in range(common[0], common[2] + 1):
            for column in range(common[1], common[3] + 1):
                yield row - area[0], column - area[1]


def address_of(sheet: int, area: Area) -> Any:
    top, left, bottom, right = (number - 1 for number in area)
    return struct("table.CellRangeAddress", Sheet=sheet, StartRow=top, StartColumn=left, EndRow=bottom, EndColumn=right)
