"""Write made pages and their answers: `python -m bench.pages --seed 1 --pages 240 --out FOLDER`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.pages.layouts import BY_NAME, TEMPLATES
from bench.pages.make import pages
from bench.pages.manners import MANNERS


def main() -> None:
    """Parse, make, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=240)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layout", choices=sorted(BY_NAME), action="append", help="only these; repeatable")
    parser.add_argument("--manner", choices=sorted(MANNERS), action="append", help="one of these; repeatable")
    options = parser.parse_args()
    templates = [BY_NAME[name] for name in options.layout] if options.layout else TEMPLATES
    (options.out / "html").mkdir(parents=True, exist_ok=True)
    gold = []
    for page in pages(options.seed, options.pages, templates, options.manner or ["none"]):
        (options.out / "html" / f"{page.id}.html").write_bytes(page.html)
        gold.append(page.gold)
    (options.out / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(gold)} pages in {len(templates)} layouts, seed {options.seed}: {options.out}")


if __name__ == "__main__":
    main()
