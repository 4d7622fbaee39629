"""The command line as another program or a person at a terminal uses it."""

from __future__ import annotations

import io
from typing import Any

import pytest

from scopewright.cli import command, main


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command with a standard input; returns exit code, output and messages."""
    monkeypatch.delenv(command.PASSPHRASE, raising=False)

    def run(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run
