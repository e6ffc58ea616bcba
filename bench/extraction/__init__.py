"""How well and how fast articles are read: this project and its peers, the same pages in the same run.

`python -m bench.extraction.run` measures and writes `RESULTS.md`.
"""
