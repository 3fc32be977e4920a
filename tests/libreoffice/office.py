"""Runs under a Python that has ``uno``: opens workbooks in LibreOffice, types into them and prints them to scale.

Reads jobs as JSON from standard input and writes one answer each. A job is ``{"open", "sheet", "type", ...}``: a
workbook, a sheet (the first if none is named), and numbers and texts to type by address. With ``"pdf"`` that sheet is
printed there, on one page without margins, so that a place on paper is a place in the sheet, and the answer gives each
cell's left, top, width and height in hundredths of a millimetre. With ``"read"`` the answer gives what these cells show
after everything was reckoned anew; with ``"save"`` the workbook is saved there as .xlsx.
"""

import json
import subprocess
import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

ATTEMPTS = 600
PAGE = 100_000
PLAIN_PAGE = {
    "IsLandscape": False,
    "Width": PAGE,
    "Height": PAGE,
    **dict.fromkeys(("LeftMargin", "RightMargin", "TopMargin", "BottomMargin"), 0),
    **dict.fromkeys(("HeaderIsOn", "FooterIsOn", "CenterHorizontally", "CenterVertically"), False),
    **dict.fromkeys(("PrintGrid", "PrintHeaders", "PrintAnnotations"), False),
    **dict.fromkeys(("ScaleToPages", "ScaleToPagesX", "ScaleToPagesY"), 0),
    "PageScale": 100,
}


def main(profile: str) -> None:
    name = f"progress-xl-{Path(profile).parent.name}"
    accept = f"--accept=pipe,name={name};urp;"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo", accept]
    office = subprocess.Popen(["soffice", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    desktop = connect(f"uno:pipe,name={name};urp;StarOffice.ComponentContext", office)
    try:
        json.dump([_do(desktop, job) for job in json.load(sys.stdin)], sys.stdout)
    finally:
        desktop.terminate()
        office.wait(60)


def connect(address, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(ATTEMPTS):
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            _until_it_ends(office, 0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    office.kill()
    raise SystemExit("LibreOffice did not answer")


def _until_it_ends(office, seconds):
    """Give the office time to start; one that has ended never will."""
    try:
        office.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    raise SystemExit(f"LibreOffice ended with {office.returncode}")


def _do(desktop, job):
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (property_value("Hidden", True),))
    try:
        sheet = document.Sheets.getByName(job["sheet"]) if "sheet" in job else document.Sheets.getByIndex(0)
        for address, value in job.get("type", {}).items():
            _type(sheet.getCellRangeByName(address), value)
        document.calculateAll()
        if "save" in job:
            document.storeToURL(Path(job["save"]).as_uri(), (property_value("FilterName", "Calc MS Excel 2007 XML"),))
        if "read" in job:
            return {address: sheet.getCellRangeByName(address).String for address in job["read"]}
        _print(document, sheet, job["pdf"])
        return _places(sheet)
    finally:
        document.close(True)


def _type(cell, value):
    if isinstance(value, dict):
        cell.Formula = value["formula"]
    elif isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value


def _print(document, sheet, pdf):
    page = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
    for name, value in PLAIN_PAGE.items():
        setattr(page, name, value)
    for other in document.Sheets:
        other.setPrintAreas(())
    sheet.setPrintAreas((sheet.getCellRangeByPosition(0, 0, *_end(sheet)).RangeAddress,))
    sheet.setPrintTitleRows(False)
    sheet.setPrintTitleColumns(False)
    document.storeToURL(Path(pdf).as_uri(), (property_value("FilterName", "calc_pdf_Export"),))


def _places(sheet):
    """Left, top, width and height of each used cell, the first of a merged area standing for all of it."""
    last_column, last_row = _end(sheet)
    places = {}
    for row in range(last_row + 1):
        for column in range(last_column + 1):
            cell = sheet.getCellByPosition(column, row)
            merged = sheet.createCursorByRange(cell)
            merged.collapseToMergedArea()
            first = merged.RangeAddress
            if (first.StartRow, first.StartColumn) == (row, column):
                area = sheet.getCellRangeByPosition(column, row, first.EndColumn, first.EndRow)
                address = cell.AbsoluteName.rpartition(".")[2].replace("$", "")
                places[address] = (area.Position.X, area.Position.Y, area.Size.Width, area.Size.Height)
    return places


def _end(sheet):
    """Last used column and row, counted from 0."""
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    return used.RangeAddress.EndColumn, used.RangeAddress.EndRow


def property_value(name, value):
    return PropertyValue(name, 0, value, uno.Enum("com.sun.star.beans.PropertyState", "DIRECT_VALUE"))


if __name__ == "__main__":
    main(sys.argv[1])
