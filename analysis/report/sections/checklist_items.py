"""Items of CHERRIES and JARS, with the places of a report and of a study file that answer them.

Gunther Eysenbach: Improving the quality of web surveys: the Checklist for Reporting Results of
Internet E-Surveys (CHERRIES). Journal of Medical Internet Research 6(3), e34, 2004; 30 items.

American Psychological Association: Journal Article Reporting Standards. Mark Appelbaum et al. for
quantitative research (JARS-Quant), and Heidi Levitt et al. for qualitative and mixed methods
(JARS-Mixed), American Psychologist 73(1), 2018; here the items that a survey of one sample meets.

All items are named in words of our own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SurveyItem:
    """An item: keys of sections that can answer it, keys of the study file, and what always holds.

    `settled` is what Needfinder does in every study. An item of which nothing is in the report or
    in the study file is for the paper.
    """

    domain: str
    name: str
    sections: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    settled: str = ""


_DESIGN, _ETHICS, _DEVELOPMENT = "Design", "Ethics and consent", "Development"
_RECRUITMENT, _ADMINISTRATION = "Recruitment", "Administration"
_RATES, _ENTRIES, _ANALYSIS = "Response rates", "Multiple entries", "Analysis"

CHERRIES = (
    SurveyItem(
        _DESIGN,
        "Whom the survey is about, and what sample it takes",
        ("collection", "sample"),
        ("inclusion", "recruitment"),
    ),
    SurveyItem(_ETHICS, "Approval by an ethics committee", ("collection",), ("ethics",)),
    SurveyItem(
        _ETHICS,
        "Consent: what people were told of length, data, investigators and purpose",
        ("collection",),
        ("information", "consent", "duration_minutes"),
    ),
    SurveyItem(_ETHICS, "How personal data are protected", ("collection",), ("retention",)),
    SurveyItem(_DEVELOPMENT, "How the survey was developed and tried out"),
    SurveyItem(_RECRUITMENT, "Open to everybody, or closed", ("collection",)),
    SurveyItem(_RECRUITMENT, "How people were first reached", (), ("recruitment",)),
    SurveyItem(_RECRUITMENT, "How the survey was advertised", (), ("recruitment",)),
    SurveyItem(
        _ADMINISTRATION,
        "Web or e-mail, and how answers were entered",
        settled="Pages on the web; what people submit is stored as it is.",
    ),
    SurveyItem(_ADMINISTRATION, "The website on which it stood"),
    SurveyItem(
        _ADMINISTRATION, "Whether taking part was voluntary", (), ("information", "consent")
    ),
    SurveyItem(_ADMINISTRATION, "Incentives", ("collection",), ("compensation",)),
    SurveyItem(_ADMINISTRATION, "When the data were collected", ("collection",)),
    SurveyItem(
        _ADMINISTRATION,
        "What was in random order",
        ("influences", "option_order"),
        ("randomisation", "tool"),
    ),
    SurveyItem(
        _ADMINISTRATION,
        "Questions that depend on others",
        settled="None do: everybody who stays meets every page of the version.",
    ),
    SurveyItem(
        _ADMINISTRATION,
        "How many questions were on a page",
        ("collection",),
        ("background", "follow_up", "closing"),
    ),
    SurveyItem(_ADMINISTRATION, "How many pages there were", ("collection",)),
    SurveyItem(
        _ADMINISTRATION,
        "Whether answers were checked for completeness",
        (),
        ("background", "follow_up", "closing"),
        "A page is taken once every required question is answered.",
    ),
    SurveyItem(
        _ADMINISTRATION,
        "Whether answers could be reviewed",
        settled="A page that was submitted stays as it is.",
    ),
    SurveyItem(_RATES, "How unique visitors were told apart", settled="Visitors are not counted."),
    SurveyItem(
        _RATES,
        "Of all visitors, how many saw the first page",
        settled="Visitors are not counted.",
    ),
    SurveyItem(_RATES, "Of those who saw it, how many agreed to take part", ("participants",)),
    SurveyItem(_RATES, "Of those who began, how many completed", ("participants",)),
    SurveyItem(
        _ENTRIES,
        "Cookies",
        settled="None outlives the visit, so none tells that somebody comes again.",
    ),
    SurveyItem(_ENTRIES, "IP addresses", settled="None is stored."),
    SurveyItem(
        _ENTRIES, "Analysis of log files", settled="None is made: times of pages are stored alone."
    ),
    SurveyItem(
        _ENTRIES,
        "Registration",
        ("collection",),
        ("panel",),
        "No account. An invitation admits one person, a panel's identifier one participation.",
    ),
    SurveyItem(
        _ANALYSIS,
        "What was done with surveys that were not completed",
        ("participants", "sensitivity"),
    ),
    SurveyItem(
        _ANALYSIS,
        "What was done with surveys completed too fast",
        ("sensitivity", "collection"),
    ),
    SurveyItem(
        _ANALYSIS,
        "Weights and other corrections for who took part",
        settled="Nothing is weighted.",
    ),
)

_INTRODUCTION, _METHOD, _RESULTS = "Introduction", "Method", "Results"
_DISCUSSION, _MIXED = "Discussion", "Mixed methods"

JARS = (
    SurveyItem(_INTRODUCTION, "Problem, and what is known of it"),
    SurveyItem(_INTRODUCTION, "Hypotheses and aims", ("registered_plan",), ("plan",)),
    SurveyItem(_METHOD, "Whom the study takes and leaves out", ("collection",), ("inclusion",)),
    SurveyItem(_METHOD, "Characteristics of the participants", ("sample",)),
    SurveyItem(
        _METHOD,
        "Sampling: how people were chosen, and how many of those asked took part",
        ("participants",),
        ("recruitment",),
    ),
    SurveyItem(
        _METHOD, "Place, dates, payment, ethics", ("collection",), ("compensation", "ethics")
    ),
    SurveyItem(
        _METHOD,
        "Sample size, power and precision",
        ("registered_plan", "preferences"),
        ("target_sample_size", "plan"),
    ),
    SurveyItem(
        _METHOD,
        "Measures, all that were collected",
        ("follow_up", "sample"),
        ("background", "design_space", "follow_up", "closing"),
    ),
    SurveyItem(_METHOD, "Quality of the measurements", ("checks", "agreement")),
    SurveyItem(_METHOD, "Instruments: the tool and what it showed", ("methods",), ("tool",)),
    SurveyItem(
        _METHOD,
        "Masking of coders",
        ("agreement",),
        settled="Coders see nobody else's codes before their round is compared.",
    ),
    SurveyItem(
        _METHOD,
        "Design: scenarios, their order, random assignment",
        ("influences",),
        ("scenarios", "randomisation"),
    ),
    SurveyItem(
        _METHOD,
        "Data diagnostics: exclusions, missing data",
        ("participants", "sensitivity"),
        ("plan",),
    ),
    SurveyItem(
        _METHOD, "Analysis: what confirms and what explores", ("registered_plan", "methods")
    ),
    SurveyItem(_RESULTS, "Flow of participants", ("participants",)),
    SurveyItem(_RESULTS, "Dates of recruitment", ("collection",)),
    SurveyItem(
        _RESULTS,
        "Tests with exact p-values, effect sizes and intervals",
        ("registered_plan", "preferences", "procedures"),
    ),
    SurveyItem(_RESULTS, "Analyses by background and covariates", ("background", "both_scenarios")),
    SurveyItem(_RESULTS, "Departures from the plan", ("registered_plan",)),
    SurveyItem(_DISCUSSION, "What supports the hypotheses, and what does not"),
    SurveyItem(_DISCUSSION, "Limits: bias, precision, how far the findings reach"),
    SurveyItem(_MIXED, "Why methods are mixed, and in which design"),
    SurveyItem(_MIXED, "How words were analysed", ("themes", "agreement"), ("coding",)),
    SurveyItem(_MIXED, "What the words found", ("themes",)),
    SurveyItem(_MIXED, "How numbers and words were brought together", ("reasons",)),
)
