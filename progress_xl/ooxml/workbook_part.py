"""The workbook part: its list of sheets and its defined names, edited by splicing (18.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from progress_xl.addresses import column_letters, parse_area, quote_sheet
from progress_xl.ooxml.splice import Element, Xml, encode_attribute, encode_text
from progress_xl.ooxml.values import NewSheet, State
from progress_xl.ooxml.vocabulary import STRICT, TRANSITIONAL, WORKBOOK_ORDER, Conformance

PRINT_TITLES = "_xlnm.Print_Titles"
FILTER = "_xlnm._FilterDatabase"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A ``sheet`` element: name, visibility, ``sheetId``, relationship id and place among all sheets from 0."""

    name: str
    state: State
    sheet_id: int
    relation: str
    index: int


def sheet_entries(tags: Iterable[tuple[str, Mapping[str, str]]]) -> list[SheetEntry]:
    """All sheets in the order of their tabs, from the names and attributes of the part's elements."""
    sheets = (given for name, given in tags if name == "sheet" and "sheetId" in given)
    return [_entry(given, index) for index, given in enumerate(sheets)]


def _sheet_elements(xml: Xml) -> Iterator[Element]:
    sheets = xml.root.find("sheets")
    return sheets.all("sheet") if sheets else iter(())


def _entry(given: Mapping[str, str], index: int) -> SheetEntry:
    ids = (given.get(f"{{{conformance.relationships}}}id", "") for conformance in (TRANSITIONAL, STRICT))
    state = given.get("state", "visible")
    return SheetEntry(
        given.get("name", ""),
        state if state in ("hidden", "veryHidden") else "visible",  # type: ignore[arg-type]
        int(given.get("sheetId", "0")),
        next(filter(None, ids), ""),
        index,
    )


def add_sheet(xml: Xml, name: str, state: State, relation: str, conformance: Conformance) -> int:
    """Append a sheet and return its place; its ``sheetId`` is the next number never used in the list."""
    numbers = [int(element.get("sheetId", "0")) for element in _sheet_elements(xml)]
    sheets = xml.root.find("sheets")
    assert sheets is not None  # a workbook part without it was refused on opening
    shown = "" if state == "visible" else f' state="{state}"'
    attributes = f'name="{_attribute(name)}" sheetId="{max(numbers, default=0) + 1}"{shown} xmlns:r="{conformance.relationships}" r:id="{relation}"'
    xml.append(sheets, f"<{sheets.qualified('sheet')} {attributes}/>".encode())
    return len(numbers)


def set_state(xml: Xml, entry: SheetEntry, state: State) -> None:
    """Show or hide a sheet."""
    if entry.state == state:
        return
    element = list(_sheet_elements(xml))[entry.index]
    if state == "visible":
        xml.drop(element, "state")
    else:
        xml.set(element, "state", state)


def remove_sheet(xml: Xml, entry: SheetEntry) -> None:
    """Take a sheet off the list with the names that belong to it; what counts sheets after it is moved up."""
    sheets = xml.root.find("sheets")
    assert sheets is not None  # the entry came from it
    xml.remove_children(sheets, [list(_sheet_elements(xml))[entry.index]])
    _remove_names(xml, [e for e in _names(xml) if e.get("localSheetId") == str(entry.index)])
    for element in _names(xml):
        local = int(element.get("localSheetId", "-1"))
        if local > entry.index:
            xml.set(element, "localSheetId", str(local - 1))
    for view in _views(xml):
        for attribute in ("activeTab", "firstSheet"):
            shown = int(view.get(attribute, "0"))
            if shown > entry.index or shown == entry.index > 0:
                xml.set(view, attribute, str(shown - 1))


def is_active(xml: Xml, entry: SheetEntry) -> bool:
    """Whether a sheet is the one that is shown first."""
    return any(view.get("activeTab", "0") == str(entry.index) for view in _views(xml))


def counts_from_1904(tags: Iterable[tuple[str, Mapping[str, str]]]) -> bool:
    """Whether the workbook's dates count from 1904 (18.2.28)."""
    return any(name == "workbookPr" and given.get("date1904") in ("1", "true") for name, given in tags)


def activate(xml: Xml, entries: Sequence[SheetEntry]) -> None:
    """See that the active tab is a sheet that exists and is visible."""
    first_visible = next((entry.index for entry in entries if entry.state == "visible"), 0)
    for view in _views(xml):
        active = int(view.get("activeTab", "0"))
        if active >= len(entries) or entries[active].state != "visible":
            xml.set(view, "activeTab", str(first_visible))


def _views(xml: Xml) -> Iterator[Element]:
    views = xml.root.find("bookViews")
    return views.all("workbookView") if views else iter(())


def _names(xml: Xml) -> list[Element]:
    names = xml.root.find("definedNames")
    return list(names.all("definedName")) if names else []


def _remove_names(xml: Xml, doomed: list[Element]) -> None:
    names = xml.root.find("definedNames")
    if names is None or not doomed:
        return
    if len(doomed) == len(names.children) and not xml.was_empty_tag(names):
        xml.remove(names)
    else:
        xml.remove_children(names, doomed)


def drop_stale_names(xml: Xml, index: int, sheet: NewSheet) -> None:
    """Take away print titles and filter range of sheet number ``index`` that are not those of ``sheet``."""
    wanted = dict(_sheet_names(sheet))
    own = (e for e in _names(xml) if e.get("localSheetId") == str(index) and e.get("name") in (PRINT_TITLES, FILTER))
    _remove_names(xml, [element for element in own if wanted.get(element.get("name")) != element.text])


def add_missing_names(xml: Xml, index: int, sheet: NewSheet) -> None:
    """Give sheet number ``index`` the print titles and filter range of ``sheet`` that it lacks."""
    known = {element.get("name") for element in _names(xml) if element.get("localSheetId") == str(index)}
    missing = [(name, target) for name, target in _sheet_names(sheet) if name not in known]
    _add_names(xml, [_name_xml(name, target, index) for name, target in missing])


def _sheet_names(sheet: NewSheet) -> Iterator[tuple[str, str]]:
    if sheet.autofilter:
        yield FILTER, f"{quote_sheet(sheet.name)}!{_absolute(sheet.autofilter)}"
    titles = []
    if sheet.print_title_columns:
        first, last = map(column_letters, sheet.print_title_columns)
        titles.append(f"{quote_sheet(sheet.name)}!${first}:${last}")
    if sheet.print_title_rows:
        titles.append("{}!${}:${}".format(quote_sheet(sheet.name), *sheet.print_title_rows))
    if titles:
        yield PRINT_TITLES, ",".join(titles)


def _absolute(area: str) -> str:
    top, left, bottom, right = parse_area(area)
    return f"${column_letters(left)}${top}:${column_letters(right)}${bottom}"


def _name_xml(name: str, target: str, index: int) -> str:
    hidden = ' hidden="1"' if name == FILTER else ""
    return f'<definedName name="{name}" localSheetId="{index}"{hidden}>{encode_text(target).decode()}</definedName>'


def _add_names(xml: Xml, names: Iterable[str]) -> None:
    added = b"".join(_with_root_prefix(xml, name) for name in names)
    if not added:
        return
    element = xml.root.find("definedNames")
    if element:
        xml.append(element, added)
    else:
        tag = xml.root.qualified("definedNames")
        xml.insert(xml.place(WORKBOOK_ORDER, "definedNames"), f"<{tag}>".encode() + added + f"</{tag}>".encode())


def _with_root_prefix(xml: Xml, name: str) -> bytes:
    """A ``definedName`` of ours spelled with the part's prefix."""
    tag = xml.root.qualified("definedName")
    return name.replace("<definedName", f"<{tag}").replace("</definedName", f"</{tag}").encode()


def calculate_on_load(xml: Xml) -> None:
    """Ask the application to calculate all formulas when it opens the workbook."""
    element = xml.root.find("calcPr")
    if element is None:
        xml.insert(
            xml.place(WORKBOOK_ORDER, "calcPr"), f'<{xml.root.qualified("calcPr")} fullCalcOnLoad="1"/>'.encode()
        )
    elif element.get("fullCalcOnLoad") not in ("1", "true"):
        xml.set(element, "fullCalcOnLoad", "1")


def _attribute(text: str) -> str:
    return encode_attribute(text).decode()
