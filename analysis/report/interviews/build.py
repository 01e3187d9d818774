"""From observations of interviews to a report: its sections in the order of reading."""

from analysis.report.document import Paragraph, Report
from analysis.report.interviews.coreq import coreq_section
from analysis.report.interviews.design_space import design_space_section
from analysis.report.interviews.methods import interview_methods_section, interview_provenance
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.interviews.plan import plan_deviations, plan_section
from analysis.report.interviews.process import process_section
from analysis.report.interviews.sample import sample_section
from analysis.report.interviews.saturation import rule_applied, verdict
from analysis.report.interviews.texts import limits_section, reflexivity_section
from analysis.report.interviews.themes import interview_themes_section
from analysis.report.sections.coding.agreement import agreement_of_codebooks
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.simulated import WATERMARK, marked_as_simulated
from analysis.report.wording import capitalised, counted, listed, people, percent
from survey.population import Population

SEED = 0
"""Of the intervals and random orders, which are computed with the results of coding."""


def build_interview_report(observed: InterviewObservations) -> Report:
    """The same observations and versions of software give the same report."""
    simulated = observed.population is Population.SIMULATED
    provenance = interview_provenance(observed, seed=SEED)
    methods = interview_methods_section(provenance)
    built = [
        section
        for section in (
            sample_section(observed),
            process_section(observed),
            interview_themes_section(observed),
            agreement_of_codebooks(observed.codes),
            design_space_section(observed),
            plan_section(observed),
            reflexivity_section(observed),
            limits_section(observed),
        )
        if section
    ]
    built += [coreq_section(observed, [*built, methods]), methods]
    labels = [version.label for version in observed.versions]
    versions = "versions" if len(labels) > 1 else "version"
    return Report(
        title=observed.definition.title,
        subtitle=f"Findings of {observed.study}, {versions} {listed(labels)}",
        language="en",
        watermark=WATERMARK if simulated else "",
        summary=(Paragraph(_summary(observed)), Paragraph(_questions(observed))),
        sections=tuple(map(marked_as_simulated, built) if simulated else built),
        provenance=provenance,
        participants=len(observed.people),
    )


def _questions(observed: InterviewObservations) -> str:
    questions = observed.definition.research_questions
    return f"The interviews ask: {' '.join(questions)}"


def _summary(observed: InterviewObservations) -> str:
    if not observed.people:
        return "Nobody is recorded yet, so there is nothing to report."
    interviews = sum(len(person.transcripts) for person in observed.people)
    sentences = [
        f"{capitalised(people(len(observed.people)))} gave {counted(interviews, 'interview')}."
    ]
    if not any(results.cases for results in observed.codes):
        sentences.append("No coding round is closed yet, so there are no themes to report.")
    for results in observed.codes:
        if not results.cases:
            continue
        held = sum(1 for theme in results.themes if theme.cases)
        sentences.append(
            f"With “{results.book.title}”, {counted(held, 'theme')} in "
            f"{counted(len(results.book.areas), 'area')} came out of them."
        )
        ruled = rule_applied(observed, CodebookPart(results, 0))
        if ruled:
            sentences.append(verdict(ruled))
        if results.agreement:
            main = results.agreement[-1].reported.main
            value = "undefined" if main.value is None else percent(main.value)
            sentences.append(
                f"The agreement of the coders in the last round is {value} by {main.measure.name}."
            )
    if deviations := len(plan_deviations(observed)):
        sentences.append(
            f"What was done deviates from the registered plan in {counted(deviations, 'point')}, "
            "listed below."
        )
    return " ".join(sentences)
