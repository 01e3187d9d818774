"""Where the numbers come from, so that another lab can check them."""

from analysis.report.document import Paragraph, Provenance, Section
from analysis.report.tables import Column, Table

COLUMNS = (Column("what", "What"), Column("value", "Value"))


def methods(provenance: Provenance, replicates: int) -> Section:
    rows = [("Study", provenance.study)]
    rows += [(f"Study file, version {label}", digest) for label, digest in provenance.versions]
    if provenance.plan:
        rows.append(("Registered plan", provenance.plan))
    rows += [(f"Effects shown, {name}", digest) for name, digest in provenance.bundles]
    rows += [(f"Codebook {name}", digest) for name, digest in provenance.codebooks]
    rows += [(f"Coding with {name}", stage) for name, stage in provenance.rounds]
    rows += [(f"Excluded, {reason}", str(each)) for reason, each in provenance.exclusions.items()]
    if not provenance.exclusions:
        rows.append(("Excluded", "nobody"))
    rows += [("Data", provenance.data_digest), ("Seed", str(provenance.seed))]
    rows += [(name, version) for name, version in provenance.software.items()]
    table = Table(
        "provenance", "What this report was made from.", COLUMNS, tuple(rows),
        "Digests are SHA-256. The same data and software give the same report, byte for byte.",
    )  # fmt: skip
    told = (
        "Everything simulated or resampled starts from the seed below and uses "
        f"{replicates:,} replicates, but for exact tests too large to enumerate, which say how "
        "many samples they drew. Pilots are in no count. The command manage.py report STUDY "
        "--verify FILE computes this report again from the database and names whatever "
        "differs from a JSON report."
    )
    return Section("methods", "How this report was made", (Paragraph(told), table))
