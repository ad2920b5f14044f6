"""Cards ↔ YAML files, one a topic: they are the learner's to edit, and edits, deletions and own cards are kept."""

from __future__ import annotations

from study.decks.contents import Contents, keep
from study.decks.merging import Merge, made_back, made_front, merge
from study.decks.reading import FileCard, Files, read
from study.decks.writing import write

__all__ = ["Contents", "FileCard", "Files", "Merge", "keep", "made_back", "made_front", "merge", "read", "write"]
