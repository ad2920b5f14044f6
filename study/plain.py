"""Text without what could steer a terminal: nothing of a note or a file name reaches it as a command."""

from __future__ import annotations


def plain(text: str) -> str:
    """Take control characters, marks of direction and what is no character at all out; line breaks stay."""
    return "".join(char for char in text if char == "\n" or char.isprintable())
