"""What a row or element says, under the publisher's names: taken piece by piece, the rest kept.

A parser takes what has a field; whatever it leaves is returned by `rest` and becomes notes. So a
new column or element of a publisher is never passed over, whether or not anybody has heard of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.reading import line_of, xml_elements
from screening.text.names import squeeze

_HEAD = 4096


class Cells:
    """Texts by name. Blank ones are left out; those of one name are joined by "; "."""

    __slots__ = ("_texts",)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._texts: dict[str, str] = {}
        for name, written in pairs:
            if written and (text := squeeze(written)):
                known = self._texts.get(name)
                self._texts[name] = f"{known}; {text}" if known else text

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def any_of(self, names: frozenset[str]) -> bool:
        """Whether one of these names has a text."""
        return not names.isdisjoint(self._texts)

    def peek(self, name: str) -> str:
        """The text of this name, or "", left where it is."""
        return self._texts.get(name, "")

    def take(self, *names: str) -> str:
        """The text of the first of these names that has one, or ""; it is then no longer here."""
        for name in names:
            if text := self._texts.pop(name, ""):
                return text
        return ""

    def take_all(self, *names: str) -> list[str]:
        """The texts of these names, in this order, without blanks."""
        return [text for name in names if (text := self._texts.pop(name, ""))]

    def rest(self) -> list[tuple[str, str]]:
        """What nobody took, by name, in the publisher's order."""
        return list(self._texts.items())

    def sentence(self) -> str:
        """What nobody took, as "name: text, name: text"."""
        return ", ".join(f"{name}: {text}" for name, text in self._texts.items())


def tag_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return local(str(element.tag))


def local(name: str) -> str:
    return name.rpartition("}")[2]


def text_of(element: etree._Element | None) -> str:
    """All the text inside an element; "" for one that is not there."""
    if element is None:
        return ""
    if not len(element):
        return squeeze(element.text or "")
    return squeeze("".join(map(str, element.itertext(with_tail=False))))


def cells_of(element: etree._Element) -> Cells:
    """What `pairs_of` an element finds, as cells."""
    return Cells(pairs_of(element))


def pairs_of(element: etree._Element) -> list[tuple[str, str]]:
    """Attributes, own text (under ""), and all below it under "child" or "child/grandchild"."""
    pairs: list[tuple[str, str]] = []
    _gather(pairs, element, "")
    return pairs


def _gather(pairs: list[tuple[str, str]], element: etree._Element, path: str) -> None:
    for key, value in element.attrib.items():
        pairs.append((f"{path}/{local(str(key))}" if path else local(str(key)), str(value)))
    if element.text:
        pairs.append((path, element.text))
    for child in element:
        _gather(pairs, child, f"{path}/{tag_of(child)}" if path else tag_of(child))
        if child.tail:
            pairs.append((path, child.tail))


def root_tag(name: str, data: bytes) -> str:
    """The name of an XML file's root element, with its namespace; "" if it is no XML at all.

    Raises ListFormatError for a file that begins like XML and then breaks off or is broken.
    """
    if not data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    events = etree.iterparse(
        BytesIO(data), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        _, root = next(iter(events))
    except (etree.XMLSyntaxError, LookupError, ValueError, StopIteration) as error:
        raise ListFormatError(f"not readable as XML ({error})", f"{name}, line 1") from error
    return str(root.tag)


def branches(
    name: str, data: bytes, root: str, *tags: str, inside: Mapping[str, str] | None = None
) -> Iterator[etree._Element]:
    """The children of the root, one by one, each forgotten once the next is asked for.

    `root` is the root's name with its namespace, `tags` are those of its children without it. A
    child too large to hold whole comes in parts: `inside` names the tag of each part and the child
    in which it stands. Raises ListFormatError, with the line, for an element of another name or
    place: what is unknown is not passed over.
    """
    space = root.rpartition("}")[0] + "}" if "}" in root else ""
    parents = {space + tag: root for tag in tags}
    parents |= {space + tag: space + parent for tag, parent in (inside or {}).items()}
    split = {parent for parent in parents.values() if parent != root}
    last: etree._Element | None = None
    for element in xml_elements(name, data, *(tag for tag in parents if tag not in split)):
        _refuse_misplaced(name, element, parents)
        _refuse_misplaced(name, element.getprevious(), parents)
        yield element
        last = element
    if last is None:
        raise ListFormatError(f"the file holds none of: {', '.join(tags)}", name)
    for element in last.getroottree().getroot():
        _refuse_misplaced(name, element, parents)
        for below in element if element.tag in split else ():
            _refuse_misplaced(name, below, parents)


def _refuse_misplaced(
    name: str, element: etree._Element | None, parents: Mapping[str, str]
) -> None:
    if element is None:
        return
    parent = element.getparent()
    if parent is None or parents.get(str(element.tag)) != parent.tag:
        raise ListFormatError(
            f"unexpected element {tag_of(element)}: the publisher's layout has changed",
            f"{name}, {line_of(element)}",
        )
