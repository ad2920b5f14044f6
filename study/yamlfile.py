"""YAML files in and out: every scalar is text, every mapping knows its lines, every fault names one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from study.errors import Fault, StudyError

try:
    from yaml import CBaseLoader as _Base
    from yaml import CSafeDumper as _Dumper
except ImportError:  # PyYAML without libyaml reads and writes the same, slower
    from yaml import BaseLoader as _Base  # type: ignore[assignment]
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]


_DEEPEST = 40
_MAY_TANGLE = re.compile(rf"(?m)(?:^|[\s,\[{{:-])\*\S|^\s{{{_DEEPEST},}}|(?:[-?] +){{{_DEEPEST // 2}}}")
_OPENERS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_CLOSERS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


class Mapping(dict[str, Any]):
    """A YAML mapping with the line it begins on and the line of each key, counted from 1."""

    line: int
    lines: dict[str, int]


class _Loader(_Base):
    """Knows no tags and no types: `NO` stays text, and `!!python/object` builds nothing."""


def _mapping(loader: Any, node: Any) -> Mapping:
    mapping = Mapping()
    mapping.line = node.start_mark.line + 1
    mapping.lines = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key_node.start_mark)
        key, where = key_node.value, key_node.start_mark
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands here twice", key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
        mapping.lines[key] = where.line + 1
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(path: Path) -> Any:
    """Read one YAML document: mappings, lists and text.

    Raises:
        StudyError: the file cannot be read or is not YAML; the fault names the line.
    """
    return parse(read(path), path)


def read(path: Path) -> bytes:
    """Read a file.

    Raises:
        StudyError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise StudyError(Fault(path, None, f"cannot be read ({error.strerror}); mend its permissions")) from None


def decode(raw: bytes, path: Path) -> str:
    """Decode what ``path`` holds.

    Raises:
        StudyError: it is not UTF-8; the fault names the line.
    """
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise StudyError(Fault(path, line, "is not UTF-8 text; save the file as UTF-8")) from None


def parse(raw: bytes, path: Path) -> Any:
    """Read the YAML document that ``path`` holds.

    Raises:
        StudyError: it is not YAML; the fault names the line.
    """
    text = decode(raw, path)
    try:
        _refuse_tangles(text, path)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - the loader above constructs text, lists and mappings only
    except yaml.reader.ReaderError:  # its position counts bytes with libyaml and characters without
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise StudyError(Fault(path, line, "holds a character that YAML does not allow; delete it")) from None
    except yaml.MarkedYAMLError as error:
        # What is not closed is found at the end of the file; where it opens is what there is to mend.
        is_open = error.context_mark and (error.context or "").startswith(
            ("while scanning a quoted", "while parsing a flow")
        )
        mark = error.context_mark if is_open else error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise StudyError(Fault(path, line, f"is not valid YAML ({error.problem}); mend this line")) from None


def _refuse_tangles(text: str, path: Path) -> None:
    """Refuse what no deck or catalogue needs and what could use up all memory: deep nesting, and aliases of aliases.

    Only a text that looks like it is read token by token, which takes as long as to load it.
    """
    if not _MAY_TANGLE.search(text) and text.count("[") + text.count("{") <= _DEEPEST:
        return
    depth = 0
    for token in yaml.scan(text, Loader=_Base):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AliasToken):
            raise StudyError(
                Fault(path, line, "begins with `*`, which refers to another place; put the text in quotes")
            )
        depth += isinstance(token, _OPENERS) - isinstance(token, _CLOSERS)
        if depth > _DEEPEST:
            raise StudyError(Fault(path, line, f"is nested more than {_DEEPEST} deep; mend this line"))


def dump(document: Any) -> str:
    """Write text, lists and mappings as YAML that reads well: key order kept, Chinese as it is, long lines whole."""
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def comments(text: str) -> list[tuple[int, bool, str]]:
    """Find the comments of a YAML text that parses.

    Returns:
        For each its line, counted from 1, whether it begins at the very left, and its words from the `#` on.
    """
    lines = text.split("\n")
    ends = [0] * (len(lines) + 1)
    inside = [False] * (len(lines) + 1)
    for token in yaml.scan(text, Loader=_Base):
        first, last = token.start_mark.line, token.end_mark.line
        for number in range(first, last):
            inside[number] = True
        ends[last] = max(ends[last], token.end_mark.column)
    found = []
    for number, line in enumerate(lines):
        rest = line[ends[number] :]
        if not inside[number] and rest.lstrip().startswith("#") and (not ends[number] or rest[:1].isspace()):
            found.append((number + 1, line.startswith("#"), rest.strip()))
    return found
