"""`make trial DATA=DIR`: the whole job on every Markdown file of a folder, and what was kept, file by file."""

import sys
import tempfile
from pathlib import Path

import click

from tests.trials.job import Report, run
from tests.trials.tables import files_in, lines_of
from tests.trials.wording import labels, measure


def _lines(report: Report) -> list[str]:
    lines = [report.name]
    found = report.comparison
    if found is not None:
        kept = ", ".join(
            f"{name} {count - len(found.lost.get(name, ()))}/{count}"
            for name, count in found.counts.items()
            if name != "requirements"
        )
        lines.append(f"  kept: {kept}; requirements found: {found.counts['requirements']}")
        lines += [f"  LOST {what}: {one}" for what, ones in found.lost.items() for one in ones]
        if found.added:
            lines.append(f"  added: {' '.join(found.added.elements())}")
    return [*lines, "  " + "; ".join(f"{name} {how}" for name, how in report.steps.items())]


def _tables(files: list[Path]) -> int:
    """Say what becomes of each file that may hold rows, and return how many cells were lost."""
    lost = 0
    for file in files:
        said, gone = lines_of(file)
        click.echo("\n".join([*said, *(f"  LOST {one}" for one in gone)]))
        lost += len(gone)
    click.echo(f"tables: {len(files)} files, {lost} cells lost")
    return lost


def _wording(folder: Path) -> list[str]:
    """What the rules of wording see in the folder's labelled sentences, when there are any."""
    count, scores = measure(folder, labels())
    if not count:
        return []
    return [f"wording: {count} sentences labelled by hand", *(one.line() for one in scores)]


def main(folder: str) -> int:
    """Run the trial: 0 when nothing was lost and nothing failed, 1 otherwise, 2 when there is nothing to try."""
    files, held = sorted(Path(folder).rglob("*.md")), files_in(Path(folder))
    if not held:
        click.echo(f"{folder}: no file to try", err=True)
        return 2
    lost_cells = _tables(held)
    if not files:
        return 1 if lost_cells else 0
    with tempfile.TemporaryDirectory(prefix="concerte-trial-") as data_dir:
        reports = run(files, Path(data_dir), lambda step: click.echo(f"… {step}", err=True))
    for report in reports:
        click.echo("\n".join(_lines(report)))
    for line in _wording(Path(folder)):
        click.echo(line)
    good = sum(report.good for report in reports)
    words = sum(report.comparison.counts["words"] for report in reports if report.comparison)
    lost = sum(len(ones) for report in reports if report.comparison for ones in report.comparison.lost.values())
    failed = sum(how != "ok" for report in reports for how in report.steps.values())
    click.echo(f"{good} of {len(files)} documents good: {words} words, {lost} things lost, {failed} steps failed")
    return 0 if good == len(files) and not lost_cells else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
