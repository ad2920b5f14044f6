"""The templates of the pages: HTML and SVG that Jinja fills in, every word of a note escaped."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from importlib import resources
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from study.words import DIRECTIONS

_UNWANTED = re.compile(rf"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|{DIRECTIONS.pattern}")
"""What XML does not allow, and marks of another direction of writing."""


_PIECES = 500  # that are encoded at a time


def fill(name: str, **values: object) -> Markup:
    """Fill a template in.

    Args:
        name: the template's file name.
        values: what it speaks of.

    Returns:
        Text in which no word of a note is markup, a control character or a mark of another direction of writing.
    """
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704 - what it speaks of is escaped


def fill_large(name: str, **values: object) -> Iterator[bytes]:
    """Fill a template in as `fill` does, piece by piece, in UTF-8: a page of many notes is never held as a whole."""
    pieces = _environment().get_template(name).generate(**values)
    while held := list(itertools.islice(pieces, _PIECES)):
        yield "".join(held).encode()


def _clean(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value  # as nearly all is; there are a dozen for every card
    return _UNWANTED.sub("", value)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        finalize=_clean,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fragment"] = lambda text: quote(text, safe="")
    return environment


def verbatim(name: str) -> Markup:
    """Give the text of a file beside this one, to be set as it is."""
    return Markup(_read(name))  # noqa: S704 - a file of the program


def _read(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
