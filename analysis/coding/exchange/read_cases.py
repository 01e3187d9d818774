"""The cases of a REFI-QDA project, and the values of its variables for them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from analysis.coding.exchange.guids import guid_of, normal_guid
from analysis.coding.exchange.project import Case

LONGEST_VARIABLE, LONGEST_VALUE = 100, 200
"""Characters that the name and the value of an attribute have at most."""

Values = tuple[tuple[str, str], ...]


def read_cases(root: Element, sources: set[str]) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """Every case with its texts and values, and a sentence on each kind of value left out.

    `sources` are the texts that were read. Values that stand with a text are those of its case; a
    text with values and in no case is made one. Raises ExchangeFileError for a GUID that is none.
    """
    names = {
        normal_guid(variable.get("guid"), "A variable"): " ".join(
            (variable.get("name") or "").split()
        )
        for variable in root.iterfind("./{*}Variables/{*}Variable")
    }
    counts: Counter[str] = Counter()
    with_texts = {
        normal_guid(text.get("guid"), "A text"): dict(_values(text, names, counts))
        for text in root.iterfind("./{*}Sources/{*}TextSource")
    }
    cases = []
    for element in root.iterfind("./{*}Cases/{*}Case"):
        texts = tuple(_present(element, sources))
        values = dict(_values(element, names, counts))
        for text in texts:
            for name, value in with_texts.pop(text, {}).items():
                counts["twice"] += values.setdefault(name, value) != value
        counts["homeless"] += 0 if texts else len(values)
        cases.append(
            Case(
                guid=normal_guid(element.get("guid"), "A case"),
                name=element.get("name") or "",
                sources=texts,
                values=tuple(values.items()),
                description=(element.findtext("{*}Description") or "").strip(),
            )
        )
    alone = (_case_of(text, with_texts) for text in root.iterfind("./{*}Sources/{*}TextSource"))
    return (*cases, *filter(None, alone)), tuple(_told(counts))


def _case_of(text: Element, with_texts: Mapping[str, dict[str, str]]) -> Case | None:
    """A case for a text that has values and is in none."""
    guid = normal_guid(text.get("guid"), "A text")
    if values := with_texts.get(guid):
        name = text.get("name") or ""
        return Case(guid_of("case", guid), name, (guid,), tuple(values.items()))
    return None


def _values(
    element: Element, names: Mapping[str, str], counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    """The values of a case or a text by the names of their variables, without empty ones."""
    for each in element.iterfind("{*}VariableValue"):
        reference = each.find("{*}VariableRef")
        target = None if reference is None else reference.get("targetGUID")
        name = names.get(normal_guid(target, "The variable of a value"), "")
        others = (part.text for part in each if not part.tag.endswith("}VariableRef"))
        value = " ".join((next(others, None) or "").split())
        if not value:
            continue
        if not name or len(name) > LONGEST_VARIABLE or len(value) > LONGEST_VALUE:
            counts["unfit"] += 1
        else:
            yield name, value


def _present(case: Element, sources: set[str]) -> Iterator[str]:
    """The sources of a case that were read; there are remarks on those of other kinds."""
    for reference in case.iterfind("{*}SourceRef"):
        guid = normal_guid(reference.get("targetGUID"), "A source of a case")
        if guid in sources:
            yield guid


def _told(counts: Mapping[str, int]) -> Iterator[str]:
    if number := counts["unfit"]:
        yield (
            f"Left out: {number} values of variables without a name, or with a name of more than "
            f"{LONGEST_VARIABLE} or a value of more than {LONGEST_VALUE} characters."
        )
    if number := counts["homeless"]:
        yield f"Left out: {number} values of variables for cases without a text."
    if number := counts["twice"]:
        yield (
            f"Left out: {number} values of texts whose case has another value of the same variable."
        )
