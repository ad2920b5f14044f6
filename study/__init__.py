"""Anki decks and a study plan from snapshots of Chinese and mixed Chinese-English technical notes."""
