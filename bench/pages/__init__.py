"""Made-up article pages with their exact answers: texts x layouts x markup habits, from one seed number.

`python -m bench.pages --seed 1 --pages 240 --out FOLDER` writes them; `bench.pages.make.pages` yields them.
"""
