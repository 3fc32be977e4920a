"""progress_xl: validate, roll up and highlight the progress workbooks of a government office."""

__version__ = "0.1.0"
