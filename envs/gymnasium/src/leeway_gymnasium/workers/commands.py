"""What the server and the forge say to each other."""

from __future__ import annotations

from enum import Enum

from leeway_gymnasium.workers.channel import Kind


class Command(Enum):
    """A message's kind between the server and the forge."""

    READY = Kind.DONE
    FORK = Kind.MAKE
    END = Kind.BIND

    @property
    def kind(self) -> Kind:
        """How it is written."""
        return self.value
