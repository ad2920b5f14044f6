"""The plan and the whole result as text: Markdown, JSON, and tables for the terminal."""

from study.views import document, markdown, terminal

__all__ = ["document", "markdown", "terminal"]
