"""What a project of another program would become in a study, before any of it is stored."""

from dataclasses import dataclass

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.models import Codebook
from analysis.coding.exchange.codes import require_storable
from analysis.coding.exchange.import_preview import ImportPreview, preview_of
from analysis.coding.exchange.project import Project, ReadProject
from analysis.errors import ExchangeFileError
from survey.studies.models import Study, StudyKind


@dataclass(frozen=True)
class Destination:
    """Where a project goes; without a codebook, into a new one of this slug and title."""

    study: Study
    codebook: Codebook | None
    slug: str
    title: str
    synthetic: bool = False


def preview_import(read: ReadProject, to: Destination) -> ImportPreview:
    """A project as it would come in.

    Raises ExchangeFileError for a study that is a survey, for texts that came from this study, and
    for names that are too long.
    """
    if to.study.kind != StudyKind.INTERVIEWS:
        raise ExchangeFileError(
            f"{to.study} is a survey. Its texts would be interviews; make a study of interviews "
            "for them."
        )
    _refuse_copies(read.project, to.study)
    into = live_codebook(to.codebook) if to.codebook else None
    preview = preview_of(read, slug=to.slug, title=to.title, into=into)
    require_storable(preview.matched.book)
    return preview


def _refuse_copies(project: Project, study: Study) -> None:
    """A copy would count a participant twice, and would stay when they withdraw."""
    guids = [source.guid for source in project.sources]
    for at in range(0, len(guids), 500):
        here = Unit.objects.filter(case__study=study, guid__in=guids[at : at + 500])
        if unit := here.select_related("case").first():
            raise ExchangeFileError(
                f"The project holds texts of this study, such as one of {unit.case}: they would "
                "count twice, and stay when somebody withdraws. Choose another study."
            )
