from django.views.decorators.http import require_POST

from workspace.archive import pages
from workspace.frame.pages import study_address

EXPORT = "survey.export_study"

urlpatterns = [
    study_address("archive/", pages.archive, "archive", EXPORT),
    *(
        study_address(f"archive/{route}/", require_POST(view), name, pages.ARCHIVE)
        for route, view, name in (
            ("close", pages.close, "close"),
            ("put-away", pages.put_away, "put_away"),
            ("take-out", pages.take_out, "take_out"),
            ("purge", pages.purge, "purge"),
        )
    ),
]
