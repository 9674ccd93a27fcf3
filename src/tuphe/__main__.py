"""Run tuphe as `python -m tuphe`."""

from tuphe.cli import main

if __name__ == "__main__":
    main()
