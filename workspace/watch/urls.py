from workspace.frame.pages import study_address
from workspace.watch import pages

WATCH = "survey.watch_study"

urlpatterns = [
    study_address("watch/", pages.watch, "watch", WATCH),
    study_address("watch/<str:population>/", pages.watch, "watch_of", WATCH),
    study_address("watch/<str:population>/now/", pages.watch_now, "watch_now", WATCH),
    study_address("watch/<str:population>/so-far/", pages.watch_so_far, "watch_so_far", WATCH),
]
