"""Bound into Excel: what the ribbon's buttons and the functions in cells do."""
