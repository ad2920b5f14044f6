"""The program's own text, hashed: what was kept by another version of it is not used."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path


@cache
def digest() -> str:
    """Hash every file of the program, the catalogue and the templates among them, and what is installed beside it."""
    content = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            content.update(path.name.encode() + b"\0" + path.read_bytes())
    # The names of these folders hold the versions; to ask importlib.metadata takes longer than most commands.
    places = (Path(place) for place in sys.path)
    names = {path.name for place in places if place.is_dir() for path in place.glob("*.dist-info")}
    content.update("\0".join(sorted(names)).encode(errors="surrogatepass"))
    return content.hexdigest()
