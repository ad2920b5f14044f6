"""What a thing is about, hashed: identity never comes from wording, place or deck."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l, o, 0, 1: ids are read aloud and typed
_PAIRS = [low + high for high in _ALPHABET for low in _ALPHABET]
"""The two characters of each number below 1024, the lower one first."""
_PARTING = re.compile(r"[\s\-_‐‑–—·]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_SLUG_LENGTH = 60  # characters; file systems allow 255 bytes, and a Han character takes three


@lru_cache(maxsize=1 << 16)  # the names of concepts and terms are folded again and again
def fold(text: str) -> str:
    """Spell ``text`` so that case, width, spaces, hyphens and underscores do not tell two spellings apart."""
    return _PARTING.sub("", unicodedata.normalize("NFKC", text)).casefold()


def letters(text: str) -> str:
    """Keep letters and digits only, case and width folded: what stays of a text when it is re-punctuated."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def digest(*parts: str) -> str:
    """Hash what a thing is about into 13 characters (65 bits; SHA-256), the same on every machine."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:9], "big")
    pairs = "".join([_PAIRS[number >> place & 1023] for place in range(0, 60, 10)])
    return pairs + _ALPHABET[number >> 60 & 31]


def slug(name: str) -> str:
    """Give a file-safe id for a name that the catalogue lacks: Latin letters, digits and Han, joined by hyphens.

    Where that leaves something out (`C++`, a very long name) a few signs of the name's hash keep two names apart.
    """
    parts = re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", unicodedata.normalize("NFKC", name).casefold())
    if not parts:
        return digest(name)
    whole = "-".join(parts)
    if "".join(parts) == fold(name) and len(whole) <= _SLUG_LENGTH:
        return whole
    return f"{whole[: _SLUG_LENGTH - 6]}-{digest(name)[:5]}"
