"""The list of sheets inside ``docProps/app.xml``, kept in step with the workbook (22.2.2)."""

from progress_xl.ooxml.splice import Element, Xml, encode_text


def add_title(xml: Xml, name: str, sheet_names: list[str]) -> None:
    """Add a worksheet's name behind the titles of the others, ``sheet_names``, and count it."""
    found = _worksheet_titles(xml, set(sheet_names))
    if found is None:
        return
    titles, count, last = found
    vector, tag = titles, last.qualified("lpstr")
    xml.insert(last.end, f"<{tag}>".encode() + encode_text(name) + f"</{tag}>".encode())
    _count(xml, vector, count, +1)


def remove_title(xml: Xml, name: str, sheet_names: list[str]) -> None:
    """Take a worksheet's name away."""
    found = _worksheet_titles(xml, {*sheet_names, name})
    if found is None:
        return
    vector, count, _ = found
    doomed = next((element for element in vector.children if element.text == name), None)
    if doomed:
        xml.remove(doomed)
        _count(xml, vector, count, -1)


def _worksheet_titles(xml: Xml, names: set[str]) -> tuple[Element, Element, Element] | None:
    """Vector of titles, element that counts the worksheets among them, and the last worksheet's title."""
    pairs, vector = xml.root.find("HeadingPairs"), xml.root.find("TitlesOfParts")
    if not pairs or not vector or not pairs.children or not vector.children:
        return None
    titles, start = vector.children[0], 0
    for count in (element for element in pairs.walk() if element.name == "i4"):
        end = start + _number(count.text)
        part = titles.children[start:end]
        if any(title.text in names for title in part):
            return titles, count, part[-1]
        start = end
    return None


def _count(xml: Xml, vector: Element, count: Element, change: int) -> None:
    xml.replace(count.inner, count.inner_end, str(_number(count.text) + change).encode())
    if "size" in vector.attributes:
        xml.set(vector, "size", str(_number(vector.get("size")) + change))


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0
