"""Open XML packages, member by member and element by element; knows nothing of reports."""
