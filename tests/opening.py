"""Opening files with LibreOffice, to see what people would see."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

OPTIONS = {".csv": ["--infilter=CSV:44,34,UTF8"], ".xlsx": []}


def opened(soffice: str, folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """What each file holds as LibreOffice reads it, in its own XML; by name."""
    found: dict[str, str] = {}
    paths = list(files)
    for kind, options in OPTIONS.items():
        same = [str(path) for path in paths if path.suffix == kind]
        if same:
            to = folder / f"of{kind}"
            found |= _opened([soffice, *options], folder / "profile", to, same)
    return found


def _opened(program: list[str], profile: Path, to: Path, files: list[str]) -> dict[str, str]:
    about = [f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "fods"]
    command = [program[0], *about, *program[1:], "--outdir", str(to), *files]
    subprocess.run(command, check=True, capture_output=True)
    kind = Path(files[0]).suffix
    return {f"{path.stem}{kind}": path.read_text("utf-8") for path in to.glob("*.fods")}
