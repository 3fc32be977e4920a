"""Tables of pairs: task | progress | for each goal its value, its unit and the figure reached, «-» where none can be told."""

Pair = tuple[str, str, list[tuple[float, str, float | None]]]


def table(rows: str) -> list[Pair]:
    return [_row(*(part.strip() for part in row.split("|"))) for row in rows.strip().splitlines()]


def _row(task: str, progress: str, goals: str = "") -> Pair:
    expected = []
    for goal in filter(None, goals.split(";")):
        value, unit, actual = goal.split()
        expected.append((float(value), unit, None if actual == "-" else float(actual)))
    return task, progress, expected
