"""YAML with the line of every value.

Plain scalars stay text (`yes`, `1.10` and `2027-01-31` mean what they show); the fields of a study
say which are numbers, dates or switches. `null`, `~` and nothing at all are absent values.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from core.control_characters import control_character, name_of
from core.yaml_files.files import ON_DISK, Files
from core.yaml_files.problems import FileProblems, KeyPath, Location, Problem, dotted
from core.yaml_files.text_files import read_text

ABSENT = {"", "~", "null"}
DEEPEST = 30
MOST_VALUES = 20_000
"""The longest study that ships has 400, a codebook of a thousand described themes 13,000."""
ALIAS = "aliases (*name) are not read"
PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


@dataclass
class Located:
    """A tree of mappings, lists and text, with the location of each value by its path."""

    value: Any
    locations: dict[KeyPath, Location] = field(default_factory=dict)

    def location(self, path: KeyPath) -> Location:
        """The location of a path, or of its nearest ancestor that is in a file."""
        while path not in self.locations:
            path = path[:-1]
        return self.locations[path]


def read_yaml(
    file: Path,
    *,
    reference: str,
    files: Files = ON_DISK,
) -> Located:
    """A YAML file as a tree with locations. `reference` names the page that describes such a file.

    Raises FileProblems for malformed YAML, a key twice in one mapping, an alias, a tag, nesting
    deeper than 30 levels, too many values, and whatever `read_text` refuses.
    """
    text = read_text(file, files)
    try:
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.MarkedYAMLError as problem:
        raise _malformed(file, problem) from problem
    if root is None:
        message, remedy = "the file is empty.", f"{reference} says what it holds."
        raise FileProblems([Problem(Location(file, 0), "", message, remedy)])
    reader = _Reader(file)
    value = reader.read(root, ())
    if reader.problems:
        raise FileProblems(reader.problems)
    return Located(value, reader.locations)


def _malformed(file: Path, problem: yaml.MarkedYAMLError) -> FileProblems:
    mark = problem.problem_mark or problem.context_mark
    message = f"this is not valid YAML: {problem.problem or problem.context}."
    remedy = (
        "Put a text that holds a colon in quotes, and check the indentation, brackets and quotes "
        "here and just above."
    )
    if problem.problem == ALIAS:
        remedy = "Write the value out; put a text that begins with * in quotes."
    if str(problem.problem).endswith(" values"):
        remedy = "Shorten the file, or split it."
    line = mark.line + 1 if mark else 1
    return FileProblems([Problem(Location(file, line), "", message, remedy)])


class _TextLoader(yaml.SafeLoader):
    """Composes nodes only, every scalar as text; refuses files that could grow on reading."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the base class declares it so
    depth = values = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem=ALIAS, problem_mark=mark)
        if self.depth == DEEPEST:
            deep = f"values are nested deeper than {DEEPEST} levels"
            raise yaml.MarkedYAMLError(problem=deep, problem_mark=mark)
        self.values += 1
        if self.values > MOST_VALUES:
            many = f"there are more than {MOST_VALUES:,} values"
            raise yaml.MarkedYAMLError(problem=many, problem_mark=mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Reader:
    """Turns nodes into plain values, and gathers locations and problems."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.locations: dict[KeyPath, Location] = {}
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, path: KeyPath) -> Any:
        self.locations[path] = self._location_of(node)
        if node.tag not in PLAIN_TAGS:
            self._report(node, path, f"the tag {node.tag} is not read.", "Delete it.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode), "nodes are of three kinds"  # noqa: S101
        return self._scalar(node, path)

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> str | None:
        # Escapes such as "\0" can write what the file itself may not hold.
        if character := control_character(node.value):
            self._report(node, path, f"{name_of(character)} is not text.", "Delete it.")
        absent = node.style is None and node.value in ABSENT
        return None if absent else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, path, "this key is not text.", "Write a plain word.")
                continue
            key = key_node.value
            if key in value:
                first = self.locations[*path, key].line
                self._report(
                    key_node, (*path, key), f"this key is already on line {first}.", "Keep one."
                )
            value[key] = self.read(child, (*path, key))
            self.locations[*path, key] = self._location_of(key_node)
        return value

    def _location_of(self, node: yaml.Node) -> Location:
        return Location(self.file, node.start_mark.line + 1)

    def _report(self, node: yaml.Node, path: KeyPath, message: str, remedy: str) -> None:
        key = dotted(path)
        self.problems.append(Problem(self._location_of(node), key, message, remedy))
