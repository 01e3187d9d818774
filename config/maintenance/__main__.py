"""Started by `needfinder maintenance`, which replaces itself by this: it needs 20 MB, not 90."""

import logging
import os
import sys

from waitress import create_server

from config.maintenance.application import Maintenance
from config.maintenance.sent_form import LARGEST

LARGEST_DISCARDED = 25_000_000
"""Bytes; what is larger than a form that is given back, is read so that the page is seen."""


def serve(bind: str) -> None:
    # Its messages name addresses, which are private links.
    logging.getLogger("waitress").setLevel(logging.CRITICAL + 1)
    path = bind.removeprefix("unix:")
    # Whoever may enter the folder of the socket may use it.
    where = {"unix_socket": path, "unix_socket_perms": "666"} if path != bind else {"listen": bind}
    server = create_server(
        Maintenance(os.environ.get("NEEDFINDER_PATH", "")),
        **where,
        ident=None,
        max_request_body_size=LARGEST_DISCARDED,
        inbuf_overflow=LARGEST + 1,  # a form that is given back is never written to the disk
    )
    server.run()


if __name__ == "__main__":
    serve(sys.argv[1])
