"""`python -m archiver` is the console script `archiver`."""

from archiver.cli import main

if __name__ == "__main__":
    main()
