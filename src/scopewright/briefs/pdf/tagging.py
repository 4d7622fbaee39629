"""The structure tree in a PDF, and the way from marked content and links back to it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf

from scopewright.briefs.pdf.structure import Content, Element

_PRINTED = 4
"""The flag of an annotation that is not hidden on paper."""


def tag(pdf: Pdf, root: Element, titles: Mapping[str, str]) -> None:
    """Write the tree of ``root``, whose content is marked in the pages, and join the links of the contents to it.

    ``titles`` are the headings by the key that a link has as its description.
    """
    root.prune()
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[Element, Object] = {each: pdf.make_indirect(Dictionary(Type=Name.StructElem)) for each in root.walk()}
    owners: dict[int, dict[int, Object]] = defaultdict(dict)
    for element, written in made.items():
        _write(pdf, element, written, made)
        for kid in element.kids:
            if isinstance(kid, Content):
                owners[kid.page][kid.number] = written
            else:
                made[kid].P = written
    made[root].P = tree
    tree.K = Array([made[root]])
    numbers = _number_pages(pdf, owners) + _number_links(pdf, made, titles)
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(numbers) // 2
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _write(pdf: Pdf, element: Element, written: Object, made: dict[Element, Object]) -> None:
    written.S = Name(f"/{element.role}")
    kids = [_content(pdf, kid, element) if isinstance(kid, Content) else made[kid] for kid in element.kids]
    page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
    if page:
        written.Pg = pdf.pages[page - 1].obj
    if kids:
        written.K = kids[0] if len(kids) == 1 else Array(kids)
    if element.alt:
        written.Alt = element.alt
    if element.scope:
        written.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))


def _content(pdf: Pdf, content: Content, element: Element) -> int | Object:
    """A piece of content: its number alone where it stands on the same page as the first piece of the element."""
    first = next(kid.page for kid in element.kids if isinstance(kid, Content))
    if content.page == first:
        return content.number
    return Dictionary(Type=Name.MCR, Pg=pdf.pages[content.page - 1].obj, MCID=content.number)


def _number_pages(pdf: Pdf, owners: dict[int, dict[int, Object]]) -> list[int | Object]:
    numbers: list[int | Object] = []
    for place, page in enumerate(pdf.pages):
        owned = owners.get(place + 1, {})
        page.obj.StructParents = place
        page.obj.Tabs = Name.S
        numbers += [place, pdf.make_indirect(Array([owned[number] for number in sorted(owned)]))]
    return numbers


def _number_links(pdf: Pdf, made: dict[Element, Object], titles: Mapping[str, str]) -> list[int | Object]:
    """Join each link annotation to the element that stands for it, and say in words where it leads."""
    links = {element.target: written for element, written in made.items() if element.target}
    numbers: list[int | Object] = []
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            target = str(annotation.Contents)
            annotation.Contents, annotation.F = titles[target], _PRINTED
            written, key = links[target], len(pdf.pages) + len(numbers) // 2
            annotation.StructParent = key
            written.K = Array([*_kids(written), Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)])
            numbers += [key, written]
    return numbers


def _kids(written: Object) -> list[Object]:
    kids = written.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]
