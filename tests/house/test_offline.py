"""Nothing opens a connection: no module can, and a run of the command line does not."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import SOURCE, environment, name, parsed

NETWORK = (
    "socket", "socketserver", "ssl", "urllib.request", "urllib.error", "http", "xmlrpc", "ftplib", "smtplib", "imaplib",
    "poplib", "nntplib", "telnetlib", "asyncio", "webbrowser", "multiprocessing.connection", "multiprocessing.managers",
    "requests", "httpx", "httpcore", "aiohttp", "urllib3", "PySide6.QtNetwork", "PySide6.QtNetworkAuth",
    "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebEngineQuick",
    "PySide6.QtWebChannel", "PySide6.QtWebView", "PySide6.QtHttpServer", "PySide6.QtQml", "PySide6.QtQuick",
)  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, and ``module.name`` for each name it takes out of one."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_room_imports_a_module_of_the_network() -> None:
    inside = tuple(f"{module}." for module in NETWORK)
    found = [(name(path), wanted) for path in sorted(SOURCE.rglob("*.py")) for wanted in imported(path)]
    assert [entry for entry in found if f"{entry[1]}.".startswith(inside)] == []


def test_the_desktop_is_asked_to_open_local_files_only() -> None:
    opened = [
        (name(path), ast.unparse(call.args[0]))
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "openUrl"
    ]
    assert [(where, what) for where, what in opened if not what.startswith("QUrl.fromLocalFile(")] == []


GUARD = """
import os, sys

EVENTS = {"socket." + name for name in ("connect", "getaddrinfo", "gethostbyname", "sendto", "bind")}

def refuse(event, arguments):
    if event in EVENTS:
        with open(os.environ["REFUSED"], "a") as log:
            log.write(f"{event}\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
"""
TRY = "import socket; socket.getaddrinfo('localhost', 80)"


def walk() -> list[list[str]]:
    """Commands that take an engagement from its start to its brief."""
    return [
        ["new", "churn.scope", "--template", "scoping", "--title", "Churn", "--client", "Acme"],
        ["add", "churn.scope", "risks", "--json", "risks.json"],
        ["audit", "churn.csv"],
        ["baseline", "churn.csv", "--target", "left", "--into", "churn.scope"],
        ["check", "churn.scope"],
        ["brief", "churn.scope", "executive", "-o", "churn.pdf"],
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small CSV, a risk, and a ``sitecustomize`` that refuses the network in every Python started."""
    rows = "".join(f"{18 + n % 60},{'abc'[n % 3]},{'yes' if n % 60 > 25 + n % 7 else 'no'}\n" for n in range(120))
    (tmp_path / "churn.csv").write_text("age,plan,left\n" + rows, encoding="utf-8")
    (tmp_path / "risks.json").write_text(json.dumps([{"title": "The data comes late"}]), encoding="utf-8")
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return tmp_path


def run(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    settings = environment()
    settings["PYTHONPATH"] = os.pathsep.join([str(folder / "guard"), settings["PYTHONPATH"]])
    settings["REFUSED"] = str(folder / "refused")
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def check_walk(folder: Path, before: list[str]) -> None:
    for words in walk():
        done = run(folder, [*before, sys.executable, "-m", "scopewright", *words])
        # 1 is what ``check`` and ``audit`` say when they found something.
        assert done.returncode in ({0, 1} if words[0] in {"check", "audit"} else {0}), (words, done.stderr)
    assert (folder / "churn.pdf").read_bytes().startswith(b"%PDF")


def test_from_start_to_brief_without_asking_for_a_connection(folder: Path) -> None:
    assert run(folder, [sys.executable, "-c", TRY]).returncode == 1, "the guard must refuse"
    (folder / "refused").unlink()
    check_walk(folder, [])
    assert not (folder / "refused").exists()


def test_from_start_to_brief_without_an_internet_socket_in_any_process(folder: Path) -> None:
    strace = shutil.which("strace")
    trace = [strace or "", "-f", "-qq", "-A", "-e", "trace=network", "-o", str(folder / "calls")]
    if not strace or run(folder, [*trace, sys.executable, "-c", "pass"]).returncode:
        pytest.skip("not run: there is no strace here that may trace")
    run(folder, [*trace, sys.executable, "-c", "import socket; socket.socket()"])
    assert "AF_INET" in (folder / "calls").read_text(encoding="utf-8"), "the trace must see a socket"
    (folder / "calls").unlink()
    check_walk(folder, trace)
    assert "AF_INET" not in (folder / "calls").read_text(encoding="utf-8")
