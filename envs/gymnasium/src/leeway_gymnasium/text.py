"""Text from elsewhere, made fit for a terminal and a log."""

from __future__ import annotations


def printable(text: str) -> str:
    """Returns a text whose control characters are escapes; line ends stay."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else one.encode("unicode_escape").decode() for one in text)
