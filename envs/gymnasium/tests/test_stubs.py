"""The committed stubs are what the protocol's files generate."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]
PROTOCOL = PACKAGE.parents[1] / "proto" / "src" / "main" / "proto"
GENERATOR = "1.75.1"


def test_stubs_are_up_to_date(tmp_path):
    try:
        version = metadata.version("grpcio-tools")
    except metadata.PackageNotFoundError:
        version = "none"
    if version != GENERATOR:
        pytest.skip(f"the stubs are generated with grpcio-tools {GENERATOR}, but {version} is installed")
    files = sorted(PROTOCOL.rglob("*.proto"))
    outputs = [f"--{kind}_out={tmp_path}" for kind in ("python", "pyi", "grpc_python")]
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{PROTOCOL}", *outputs, *map(str, files)]
    subprocess.run(command, check=True)
    committed = PACKAGE / "src" / "leeway"
    for file in sorted(path for path in committed.rglob("*_pb2*") if path.suffix in (".py", ".pyi")):
        generated = tmp_path / "leeway" / file.relative_to(committed)
        assert generated.read_text() == file.read_text(), f"{file} is not what the protocol's files generate"
