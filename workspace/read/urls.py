from workspace.frame.pages import study_address
from workspace.read import answers, pages

READ = "survey.read_answers"
_QUESTION = "read/answers/<slug:place>/<slug:question>/"

urlpatterns = [
    study_address("read/", pages.read, "read", READ),
    study_address("read/answers/", answers.answers, "answers", READ),
    study_address(_QUESTION, answers.question, "question", READ),
    study_address(f"{_QUESTION}csv/", answers.question_csv, "question_csv", READ),
]
