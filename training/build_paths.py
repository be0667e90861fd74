"""List the syntactic paths that our own passages show often enough to be learned: python training/build_paths.py

Writes ``training/paths.txt``, the commonest first. The judge's weights depend on the order: train it anew after a change.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpora import own, turned
from notation import held_out_themes, passages

LEAST = 8  # times a path is seen, parties exchanged included


def main() -> None:
    seen: Counter[str] = Counter()
    for example in own(p for p in passages() if p.theme not in held_out_themes()):
        for pair in example.pairs:
            seen.update((*pair.paths, *turned(pair).paths))
    kept = [name for name, number in seen.most_common() if number >= LEAST]
    (Path(__file__).parent / "paths.txt").write_text("".join(f"{name}\n" for name in kept), encoding="utf-8")
    print(f"{len(kept)} of {len(seen)} paths, {sum(seen[k] for k in kept) / seen.total():.3f} of all places")


if __name__ == "__main__":
    main()
