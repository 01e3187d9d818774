"""A limit to the size of uploads, which Django does not set for files."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_FOR_STAFF = 21 * 1024 * 1024
"""Bytes of the largest transcript and the form around it."""
LARGEST_FOR_ANYBODY = 1024 * 1024
"""Bytes; no page for participants takes a file."""


class BoundedUpload(FileUploadHandler):
    """Refuses a form with files by its announced length, before anything of it is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  Django's name
        content_length: int,
        *rest: Any,
        **_: Any,
    ) -> None:
        user = getattr(self.request, "user", None)
        is_staff = user is not None and user.is_staff
        most = self._largest_for_staff() if is_staff else LARGEST_FOR_ANYBODY
        if content_length > most:
            raise RequestDataTooBig(f"More than {most} bytes were sent at once.")

    def _largest_for_staff(self) -> int:
        """A page for larger files says so itself, by the attribute `largest_upload` of its view."""
        match = self.request and self.request.resolver_match
        largest: Callable[[], int] | None = getattr(match and match.func, "largest_upload", None)
        return largest() if largest else LARGEST_FOR_STAFF

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
