"""The window outlives PySide6's habit of dropping references to None (docs/decisions/0006)."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import scopewright.gui
from PySide6.QtGui import QGuiApplication, QImage, QPainter
app = QGuiApplication([])
image = QImage(4, 4, QImage.Format.Format_ARGB32)
painter = QPainter(image)
before = sys.getrefcount(None)
for _ in range(200_000):
    painter.translate(0, 0)
print("lost", before - sys.getrefcount(None))
painter.end()
"""


def test_two_hundred_thousand_painting_calls_do_not_end_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "lost" in ended.stdout
