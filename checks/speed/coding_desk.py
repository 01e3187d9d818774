"""The coding desk beside Taguette: server time to open a text and to code a segment of it.

`python -m checks.speed.coding_desk PYTHON`, with the Python of an environment that has Taguette.
Both serve the same text of 64,000 characters with 500 coded segments and 40 themes. They are asked
in turn, so that other work on the machine disturbs both alike.

Opening a text means all that a browser asks the server for until the marked text is on the screen,
without the files that it caches. Taguette needs four requests: the page of the project, its texts
in the reader's language, the highlights and the document; the browser then marks the document.
Ours needs one, the finished page. At Taguette's page, going on to another document takes only the
last two requests, which are timed as well. A segment is coded before each opening, so that a cache
of the marked text does not help.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from checks.support.coding_round import Desk, desk_of_one_interview
from checks.support.servers import a_few_people_served
from checks.support.temporary_database import demo_environment

LENGTH, SEGMENTS, THEMES, REPEATS = 64_000, 500, 40, 40
THEIRS = 8772
THEIR_PAGE = ("/project/1", "/trans.js")
THEIR_TEXT = ("/api/project/1/document/1", "/api/project/1/document/1/contents")
SENTENCE = "The model saw far too few dark coats in that light, and so it went by the sleeves. "
TEXT = (SENTENCE * (LENGTH // len(SENTENCE) + 1))[:LENGTH]
SPANS = [(number * 120, number * 120 + 60) for number in range(SEGMENTS)]

FILL = """
import sys, json
from taguette import database
text, spans, themes = json.load(sys.stdin)
db = database.connect("sqlite:///" + sys.argv[1])()
if not db.get(database.User, "admin"):
    db.add(database.User(login="admin"))
project = database.Project(name="p", description="")
db.add(project); db.flush()
admin = database.Privileges.ADMIN
db.add(database.ProjectMember(project=project, user_login="admin", privileges=admin))
document = database.Document(name="d", description="", filename="d.txt", project=project,
    text_direction=database.TextDirection.LEFT_TO_RIGHT, contents="<p>" + text + "</p>")
tags = [database.Tag(project=project, path="theme %d" % at, description="") for at in range(themes)]
db.add(document); db.add_all(tags); db.flush()
for number, (start, end) in enumerate(spans):
    db.add(database.Highlight(document=document, start_offset=start, end_offset=end,
        snippet=text[start:end], tags=[tags[number % themes]]))
db.commit()
"""


class Server:
    """A connection that is kept open, with the cookies of a person who is logged in."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> bytes:
        cookies = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        others = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body or None, cookies | others)
        response = self.connection.getresponse()
        content = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            key, _, value = cookie.split(";")[0].partition("=")
            self.cookies[key] = value
        if response.status >= 400:
            raise SystemExit(f"{path} answered {response.status}: {content[:300]!r}")
        return content


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m checks.speed.coding_desk PYTHON_WITH_TAGUETTE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= demo_environment(folder)
        desk = desk_of_one_interview([TEXT], SPANS, THEMES)
        taguette = started_taguette(sys.argv[1], Path(folder))
        try:
            with a_few_people_served(dict(os.environ)) as port:
                compare(desk, port, taguette)
        finally:
            taguette.terminate()
            taguette.wait()


def compare(desk: Desk, port: int, taguette: subprocess.Popen[str]) -> None:
    ours, theirs = Server(port), Server(THEIRS)
    ours.cookies["sessionid"] = desk.session_key
    matches = (re.search(r"\?token=\w+", line) for line in taguette.stdout or ())
    token = next(match[0] for match in matches if match)
    wait_for(lambda: theirs.ask("GET", f"/{token}"))
    page = ours.ask("GET", desk.page_path).decode()
    secret = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if secret is None:
        raise SystemExit("The desk has no form: is the round being coded?")
    xsrf = theirs.ask("GET", "/project/1").decode()
    their_secret = re.search(r'name="_xsrf" value="([^"]+)"', xsrf)
    print(f"{LENGTH:,} characters, {SEGMENTS} segments, {THEMES} themes; medians of {REPEATS}")

    def open_theirs(_: int) -> int:
        return sum(len(theirs.ask("GET", path)) for path in (*THEIR_PAGE, *THEIR_TEXT))

    def next_of_theirs(_: int) -> int:
        return sum(len(theirs.ask("GET", path)) for path in THEIR_TEXT)

    def open_ours(_: int) -> int:
        return len(ours.ask("GET", desk.page_path))

    def apply_theirs(start: int) -> int:
        body = json.dumps({"start_offset": start, "end_offset": start + 40, "tags": [1]})
        return len(
            theirs.ask(
                "POST",
                "/api/project/1/document/1/highlight/new",
                body,
                Content_Type="application/json",
                X_XSRFToken=their_secret[1] if their_secret else theirs.cookies.get("_xsrf", ""),
            )
        )

    def apply_ours(start: int) -> int:
        body = (
            f"csrfmiddlewaretoken={secret[1]}&unit={desk.unit}&theme={desk.theme}"
            f"&start={start}&end={start + 40}"
        )
        return len(
            ours.ask(
                "POST",
                desk.code_path,
                body,
                HX_Request="true",
                Content_Type="application/x-www-form-urlencoded",
            )
        )

    tasks = {
        "code a segment": (apply_ours, apply_theirs),
        "open": (open_ours, open_theirs),
        "go on to the text again": (open_ours, next_of_theirs),
    }
    measure_in_turn({name: [*map(TimedTask, pair)] for name, pair in tasks.items()})


def measure_in_turn(tasks: dict[str, list["TimedTask"]]) -> None:
    for repeat in range(REPEATS):
        for pair in tasks.values():
            for task in pair:
                task.measure(61 + repeat * 120)
    for name, pair in tasks.items():
        needfinder, taguette = pair
        print(f"{name}: {needfinder}, Taguette {taguette}, ratio {ratio(pair):.2f}")
    both = ratio(tasks["open"], tasks["code a segment"])
    print(f"open and code a segment: ratio {both:.2f}")


def ratio(*pairs: list["TimedTask"]) -> float:
    """Our time over Taguette's, of one task or of several after each other."""
    ours = sum(median(needfinder.times) for needfinder, _taguette in pairs)
    return ours / sum(median(taguette.times) for _needfinder, taguette in pairs)


class TimedTask:
    """Something asked of a server: the seconds of each answer, and the size of the last one."""

    def __init__(self, ask: Callable[[int], int]) -> None:
        self.ask, self.times, self.size = ask, list[float](), 0

    def measure(self, start: int) -> None:
        """`start` is where the segment to be coded begins in the text."""
        before = time.perf_counter()
        self.size = self.ask(start)
        self.times.append(time.perf_counter() - before)

    def __str__(self) -> str:
        return f"{median(self.times) * 1000:.1f} ms ({self.size / 1000:.0f} kB)"


def wait_for(ask: Callable[[], object]) -> None:
    for _try in range(100):
        try:
            ask()
        except (ConnectionError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("A server did not begin to answer within 20 seconds.")


def started_taguette(python: str, folder: Path) -> "subprocess.Popen[str]":
    database = folder / "taguette.sqlite3"
    content = json.dumps([TEXT, SPANS, THEMES])
    subprocess.run([python, "-c", FILL, str(database)], input=content, text=True, check=True)
    program = str(Path(python).parent / "taguette")
    command = [program, *f"--no-browser -p {THEIRS} --database".split(), str(database)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


if __name__ == "__main__":
    main()
