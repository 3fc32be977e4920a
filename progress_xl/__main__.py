"""``python -m progress_xl``."""

from progress_xl.cli import main

if __name__ == "__main__":
    main()
