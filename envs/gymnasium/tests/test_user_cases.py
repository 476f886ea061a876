"""Environments that users met, each as Gymnasium has it, or with an error that says what is wrong with it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import user_cases
from serving import serving
from wire import environment

SHARED = Path(__file__).resolve().parents[4] / "shared" / "cases"
SCRIPTS = {"oddenv.py": "oddenv.py", "simulators_odd.py": "odd.py"}
"""The scripts, with the modules that their environments' ids name."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    if not SHARED.is_dir():
        pytest.skip("needs shared/cases beside the checkout")
    for script, module in SCRIPTS.items():
        shutil.copy(SHARED / script, tmp_path / module)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_every_environment_is_as_gymnasium_has_it_or_says_what_is_wrong(folder):
    expected = Path(__file__).with_suffix(".txt").read_text().splitlines()
    variables = environment()
    variables["PYTHONPATH"] += os.pathsep + str(folder)
    with serving("--allow-import", "--workers", "2", "--step-timeout", "4", variables=variables) as server:
        given = [f"{name} | {user_cases.outcome(server.address, name)}" for name in user_cases.ids()]
    assert [line.replace(server.address, "ADDRESS") for line in given] == expected
