"""This package's version."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Returns it; "0" where the package is not installed but run from its folder."""
    try:
        return metadata.version("leeway-gymnasium")
    except metadata.PackageNotFoundError:
        return "0"
