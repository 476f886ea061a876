"""The sequence rules of a session: every request is executed at most once, and its reply is kept until the client has it."""

from __future__ import annotations

from collections import deque
from enum import Enum


class Verdict(Enum):
    """What to do with a request."""

    EXECUTE = 1
    """It is the next one, and counts as accepted now."""
    ANSWER_AGAIN = 2
    """It was accepted before; its reply is kept."""
    TOO_MANY = 3
    """It is the next one, but too many replies are kept already. Nothing has changed."""
    OUT_OF_SEQUENCE = 4
    """Its number is neither the next nor that of a kept reply, or it acknowledges what was never sent."""


class ReplyLog:
    """Always acknowledged ≤ executed ≤ accepted ≤ acknowledged + depth. Not safe for several threads."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._kept: deque[bytes] = deque()
        self.acknowledged = 0
        self.executed = 0
        self.accepted = 0

    def admit(self, sequence: int, up_to: int) -> Verdict:
        """Judges a request by its number and by what it acknowledges."""
        if not self.acknowledge(up_to) or sequence < 1 or sequence > self.accepted + 1:
            return Verdict.OUT_OF_SEQUENCE
        if sequence <= self.accepted:
            return Verdict.ANSWER_AGAIN if sequence > self.acknowledged else Verdict.OUT_OF_SEQUENCE
        if sequence - self.acknowledged > self._depth:
            return Verdict.TOO_MANY
        self.accepted = sequence
        return Verdict.EXECUTE

    def acknowledge(self, up_to: int) -> bool:
        """Lets replies go that the client has; False if it cannot have them."""
        if up_to > self.executed:
            return False
        while self.acknowledged < up_to:
            self._kept.popleft()
            self.acknowledged += 1
        return True

    def keep(self, reply: bytes) -> None:
        """Keeps the reply to the earliest request that has none yet."""
        assert self.executed < self.accepted
        self.executed += 1
        self._kept.append(reply)

    def reply(self, sequence: int) -> bytes:
        """Returns a kept reply."""
        return self._kept[sequence - self.acknowledged - 1]

    def after(self, sequence: int) -> list[bytes]:
        """Returns the kept replies after one, in order."""
        return list(self._kept)[max(sequence - self.acknowledged, 0) :]

    def expectation(self) -> str:
        """Says which numbers would do."""
        following = f"the next number is {self.accepted + 1}"
        if self.acknowledged == self.accepted:
            return following
        return f"{following}, replies to {self.acknowledged + 1} … {self.accepted} are kept or under way"
