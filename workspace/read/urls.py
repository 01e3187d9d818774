from workspace.frame.pages import study_address
from workspace.read import answers, erase_pages, pages, record_pages, several_pages
from workspace.read.pages import ASSESS, READ_ANSWERS
from workspace.read.record_pages import ERASE

_OF, _ONE = "read/<str:population>/", "read/<str:population>/<int:number>/"
_QUESTION = "read/answers/<slug:place>/<slug:question>/"

urlpatterns = [
    study_address("read/", pages.read, "read", READ_ANSWERS),
    study_address("read/simulated/", pages.read_simulated, "read_simulated", READ_ANSWERS),
    study_address("read/answers/", answers.answers, "answers", READ_ANSWERS),
    study_address(_QUESTION, answers.question, "question", READ_ANSWERS),
    study_address(f"{_QUESTION}csv/", answers.question_csv, "question_csv", READ_ANSWERS),
    study_address(f"{_OF}flags/", pages.flag_all, "flag_all", READ_ANSWERS),
    study_address(f"{_OF}exclude/", several_pages.exclude_ticked, "exclude_ticked", ASSESS),
    study_address(_ONE, record_pages.participant, "participant", READ_ANSWERS),
    study_address(f"{_ONE}assess/", record_pages.assess_participant, "assess", ASSESS),
    study_address(f"{_ONE}erase/", erase_pages.erase, "erase", ERASE),
]
