"""Sheets kept by a running LibreOffice, spoken to over UNO from this process."""

from tests.engines.libreoffice.office import RUN_MACROS, Book, Office
from tests.engines.libreoffice.process import calling, started
from tests.engines.libreoffice.uno_types import NoLibreOffice, load_uno

__all__ = ["RUN_MACROS", "Book", "NoLibreOffice", "Office", "calling", "load_uno", "started"]
