"""What this server allows."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.env.v1 import environment_pb2 as messages


@dataclass(frozen=True)
class Limits:
    """Caps; asking for more is RESOURCE_EXHAUSTED."""

    sessions: int = 64
    environments: int = 4096
    environments_per_session: int = 1024
    message_bytes: int = 64 << 20
    tensor_bytes: int = 32 << 20
    """Of all tensors of a batch, in bytes."""
    transition_rows: int = 65536
    renders_per_second: float = 60.0
    """Of one session."""
    pipeline_depth: int = 16
    idle_seconds: float = 3600.0
    resume_seconds: float = 10.0
    step_timeout: float = 60.0
    """Seconds that one request may take."""
    drain_seconds: float = 30.0

    def to_message(self) -> messages.Limits:
        """Returns them as the protocol says them."""
        return messages.Limits(
            sessions=self.sessions,
            environments_per_session=self.environments_per_session,
            environments=self.environments,
            message_bytes=self.message_bytes,
            tensor_bytes=self.tensor_bytes,
            pipeline_depth=self.pipeline_depth,
            transition_rows=self.transition_rows,
            renders_per_second=self.renders_per_second,
            idle_seconds=self.idle_seconds,
            resume_seconds=self.resume_seconds,
        )
