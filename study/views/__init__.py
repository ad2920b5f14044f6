"""The plan and the whole result as text: Markdown, JSON, and tables for the terminal, one module each."""
