"""Styles of a Word document, each with what it takes over from the styles that it is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from workreport.reading.package import W, integer_of

_HEADING_STYLE = re.compile(r"(?:heading|标题) ?([1-9])")


@dataclass
class _Style:
    """What a paragraph or character style says, each value None where the style leaves it to its base."""

    name: str
    base: str
    number: str | None
    level: int | None
    hidden: bool | None
    centred: bool | None
    outline: int | None


class Styles:
    """The styles of a document, by their identifiers.

    Args:
        root: The part that holds them, None for a document without one.
    """

    def __init__(self, root: ET.Element | None) -> None:
        self._styles, self.default = _read(root)

    def chain(self, style: str) -> Iterator[_Style]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].base

    def name(self, style: str) -> str:
        """The name that Word shows, in lower case."""
        return self._styles[style].name if style in self._styles else ""

    def _said(self, style: str, name: str) -> Any:  # noqa: ANN401 - of whatever type the field is
        """What a style says, or the nearest of its bases that says anything."""
        return next((value for link in self.chain(style) if (value := getattr(link, name)) is not None), None)

    def outline(self, style: str) -> int | None:
        """The outline level that a style gives, from 0, None for body text."""
        return self._said(style, "outline")

    def flag(self, style: str, name: str) -> bool:
        """Whether a style is `hidden` or `centred`."""
        return bool(self._said(style, name))

    def number(self, style: str) -> tuple[str | None, int | None]:
        """Number definition and level that a style gives, following its bases."""
        return self._said(style, "number"), self._said(style, "level")

    def ids(self, style: str) -> Iterator[str]:
        """The identifiers of a style and of those that it is based on."""
        for link in self.chain(style):
            yield style
            style = link.base


def _read(root: ET.Element | None) -> tuple[dict[str, _Style], str]:
    styles: dict[str, _Style] = {}
    default = ""
    for node in () if root is None else root.iter(W + "style"):
        identifier = node.get(W + "styleId", "")
        paragraph, run = node.find(W + "pPr"), node.find(W + "rPr")
        number = None if paragraph is None else paragraph.find(W + "numPr")
        alignment = value_of(paragraph, "jc")
        name = value_of(node, "name").replace("_20_", " ").lower()  # LibreOffice writes spaces so in Word 2003 XML
        said, heading = integer_of(value_of(paragraph, "outlineLvl"), None), _HEADING_STYLE.fullmatch(name)
        styles[identifier] = _Style(
            name=name,
            base=value_of(node, "basedOn") or "",
            number=value_of(number, "numId") or None,
            level=integer_of(value_of(number, "ilvl"), None),
            hidden=None if run is None else flag_of(run, "vanish"),
            centred=alignment == "center" if alignment else None,
            outline=int(heading[1]) - 1 if said is None and heading else said,
        )
        if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
            default = identifier
    return styles, default


def value_of(node: ET.Element | None, name: str) -> str:
    """The value of a property below `node`, "" where there is none."""
    child = None if node is None else node.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def flag_of(node: ET.Element, name: str) -> bool | None:
    """Whether a property below `node` is on, None where it is not set."""
    child = node.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off")
