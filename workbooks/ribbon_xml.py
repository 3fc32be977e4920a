"""The ribbon's XML, made from the table of its buttons."""

from collections.abc import Collection
from typing import Literal
from xml.sax.saxutils import quoteattr

from progress_xl.excel.buttons import BUTTONS, GROUPS, TAB, Button, Role

Schema = Literal["customUI14", "customUI"]

# Excel 2010 and later read the first, Excel 2007 the second.
NAMESPACES: dict[Schema, str] = {
    "customUI14": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI": "http://schemas.microsoft.com/office/2006/01/customui",
}
RELATIONSHIPS: dict[Schema, str] = {
    "customUI14": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}
# A qualified id: the add-in and a template put their groups on one tab.
_TAB = 'xmlns:pxl="progress_xl"', 'idQ="pxl:tab"'
_GIVES_WAY = ' getVisible="TemplateRibbon.unless_add_in"'


def ribbon_xml(schema: Schema, roles: Collection[Role], *, gives_way: bool) -> str:
    """The tab with these groups; ``gives_way`` hides them while the add-in shows its own."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{NAMESPACES[schema]}" {_TAB[0]}>',
        "  <ribbon>",
        "    <tabs>",
        f"      <tab {_TAB[1]} label={quoteattr(TAB['zh'])}>",
        *(_group(role, gives_way) for role in GROUPS if role in roles),
        "      </tab>",
        "    </tabs>",
        "  </ribbon>",
        "</customUI>",
    ]
    return "\n".join(lines) + "\n"


def _group(role: Role, gives_way: bool) -> str:
    hidden = _GIVES_WAY if gives_way else ""
    buttons = "\n".join(_button(button) for button in BUTTONS if button.group == role)
    return (
        f'        <group id="group-{role}" label={quoteattr(GROUPS[role]["zh"])}{hidden}>\n{buttons}\n        </group>'
    )


def _button(button: Button) -> str:
    words = button.words["zh"]
    attributes = {
        "id": button.name,
        "label": words.label,
        "imageMso": button.icon,
        "size": "large" if button.large else "normal",
        "onAction": f"ProgressRibbon.{button.name}",
        "screentip": words.screentip,
        "supertip": words.supertip,
    }
    lines = (f"\n            {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"          <button{''.join(lines)}/>"
