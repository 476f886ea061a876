"""How a worker draws MuJoCo's environments: without a screen, where there is none."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

_VARIABLE = "MUJOCO_GL"
_HINT = (
    "MuJoCo draws with OpenGL, which this machine does not offer here: install EGL (Debian: libegl1 libgl1-mesa-dri) or "
    "OSMesa (libosmesa6); MUJOCO_GL=egl or MUJOCO_GL=osmesa chooses"
)


def choose_backend() -> None:
    """Chooses the first way of drawing that works, where there is no screen and nobody has chosen."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if os.environ.get(_VARIABLE) or screen or not sys.platform.startswith("linux") or "mujoco" not in sys.modules:
        return
    platform = os.environ.get("PYOPENGL_PLATFORM")
    for backend in ("egl", "osmesa"):
        try:
            importlib.import_module(f"mujoco.{backend}")
        except Exception:
            _put_back("PYOPENGL_PLATFORM", platform)
        else:
            os.environ[_VARIABLE] = backend
            return


def _put_back(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def explained(environment: Any, error: Exception) -> Exception:
    """Returns why there is no picture; and what is missing, where MuJoCo was to draw it."""
    if not hasattr(environment.unwrapped, "mujoco_renderer"):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}. {_HINT}")
