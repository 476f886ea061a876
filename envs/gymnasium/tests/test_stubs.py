"""The committed stubs are what the protocol's files generate."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from leeway.env.v1 import environment_pb2, space_pb2, value_pb2

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


def test_stubs_mean_what_the_protocol_says(tmp_path):
    protoc = pytest.importorskip("grpc_tools.protoc", reason="SKIPPED: grpcio-tools is not installed")
    assert protoc
    if not PROTOCOL.exists():
        pytest.skip(f"SKIPPED: there is no protocol at {PROTOCOL}")
    output = tmp_path / "protocol.bin"
    files = sorted(map(str, PROTOCOL.rglob("*.proto")))
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{PROTOCOL}", f"--descriptor_set_out={output}", *files]
    subprocess.run(command, check=True)
    described = {file.name: file for file in FileDescriptorSet.FromString(output.read_bytes()).file}
    modules = (environment_pb2, space_pb2, value_pb2)
    assert sorted(described) == sorted(module.DESCRIPTOR.name for module in modules)
    for module in modules:
        committed = FileDescriptorProto()
        module.DESCRIPTOR.CopyToProto(committed)
        current = described[module.DESCRIPTOR.name]
        for field in (*committed.message_type, *current.message_type):
            _without_json_names(field)
        assert committed == current, f"{module.__name__} is not what the protocol's files say: generate it anew"


def _without_json_names(message):
    for field in message.field:
        field.ClearField("json_name")
    for nested in message.nested_type:
        _without_json_names(nested)
