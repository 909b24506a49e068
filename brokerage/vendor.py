"""Builds static/vendor/ from node_modules/: `python -m brokerage.vendor`, or `make assets`.

Every file is named after its content, so that browsers may keep it for good. Crown copyright
parts of GOV.UK Frontend (the crest and the GDS Transport typeface) are licensed for gov.uk
alone and must not be served from here: they are cut out, and the build fails if any is left.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import click

PACKAGE = Path(__file__).parent
NODE_MODULES = PACKAGE.parent / "node_modules"
VENDOR = PACKAGE / "static" / "vendor"
MANIFEST = "manifest.json"
SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

# name under vendor/ -> path under node_modules/; images first, as the others refer to them
IMAGES = {
    f"images/{name}": f"leaflet/dist/images/{name}"
    for name in (
        "layers.png",
        "layers-2x.png",
        "marker-icon.png",
        "marker-icon-2x.png",
        "marker-shadow.png",
    )
}
TEXTS = {
    "govuk-frontend.min.css": "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.js": "leaflet/dist/leaflet.js",
}
NOTICES = {
    "govuk-frontend": "GOV.UK Frontend, MIT licence, "
    "Copyright (C) 2017 Crown Copyright (Government Digital Service), altered",
    "leaflet": "Leaflet, BSD 2-Clause licence, "
    "Copyright (c) 2010-2023 Volodymyr Agafonkin, 2010-2011 CloudMade, altered",
}

_FONT_FACE = re.compile(r"(?:/\*(?:(?!\*/).)*\*/\s*)?@font-face\s*\{[^}]*\}", re.DOTALL)
_GDS_FAMILY = re.compile(r"""["']?GDS Transport["']?[^;}!]*""", re.IGNORECASE)
_OWN_ASSET = re.compile(r"""[\w-]+\s*:[^;{}]*url\(["']?/assets/[^)]*\)[^;}]*;?""")
_SOURCE_MAP = re.compile(
    r"[ \t]*(?:/\*\s*[#@] sourceMappingURL=.*?\*/|//[#@] sourceMappingURL=\S+)\n?"
)
_FORBIDDEN = ("@font-face", "gds transport", "/assets/", "govuk-crest", "sourcemappingurl")


class BuildFailed(click.ClickException):
    """The packages are not there, or not as this file expects; the message says which."""


def without_crown_parts(css: str) -> str:
    """Drop fonts and images that only gov.uk may use; put the system's own fonts instead."""
    css = _FONT_FACE.sub("", css)
    css = _GDS_FAMILY.sub(SYSTEM_FONTS, css)
    return _OWN_ASSET.sub("", css)


def without_source_map(text: str) -> str:
    """Drop the line that sends browsers looking for a source map we do not serve."""
    return _SOURCE_MAP.sub("", text)


def with_renamed(text: str, names: dict[str, str]) -> str:
    """Write the new name of every image; Leaflet also has one in a pattern, dots escaped."""
    for old, new in names.items():
        before, after = Path(old).name, Path(new).name
        text = text.replace(before, after)
        text = text.replace(before.replace(".", r"\."), after.replace(".", r"\."))
    return text


def forbidden_in(text: str) -> list[str]:
    """What is left in a built file that must not be served."""
    return [part for part in _FORBIDDEN if part in text.lower()]


def hashed_name(name: str, content: bytes) -> str:
    """`leaflet.css` -> `leaflet.1a2b3c4d.css`."""
    path = Path(name)
    return str(path.with_name(f"{path.stem}.{sha256(content).hexdigest()[:8]}{path.suffix}"))


def build(source: Path = NODE_MODULES, target: Path = VENDOR) -> dict[str, str]:
    """Fill `target` afresh and return its manifest: plain name -> hashed name."""
    images = {name: _read(source / path) for name, path in IMAGES.items()}
    names = {name: hashed_name(name, content) for name, content in images.items()}
    files = {names[name]: content for name, content in images.items()}
    for name, path in TEXTS.items():
        content = _prepared(name, _read(source / path).decode(), names).encode()
        names[name] = hashed_name(name, content)
        files[names[name]] = content
    _write(target, files, names)
    return names


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise BuildFailed(
            f"{path} is missing: run `make assets`, which runs npm first"
        ) from problem


def _prepared(name: str, text: str, images: dict[str, str]) -> str:
    text = with_renamed(without_source_map(text), images)
    if name.endswith(".css"):
        text = without_crown_parts(text)
    left = forbidden_in(text)
    if left:
        raise BuildFailed(f"{name} still has {', '.join(left)}: mend brokerage/vendor.py")
    return text + _notice(name)


def _notice(name: str) -> str:
    """The copyright line that both licences ask to go with every copy."""
    return f"\n/*! {NOTICES[name.split('.')[0]]} */\n"


def _write(target: Path, files: dict[str, bytes], names: dict[str, str]) -> None:
    """Write beside the old folder, then swap: an interrupted build leaves the old one."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if name.endswith((".css", ".js")):
            Path(f"{path}.gz").write_bytes(gzip.compress(content, mtime=0))
    (fresh / MANIFEST).write_text(json.dumps(names, indent=2, sort_keys=True) + "\n")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


if __name__ == "__main__":
    built = build()
    click.echo(f"{VENDOR}: {len(built)} files")
