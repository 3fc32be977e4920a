"""Knowledge of Chinese administrative writing: pure functions from strings, no input or output."""
