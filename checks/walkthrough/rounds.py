"""A codebook from nothing, and the rounds in which two coders make its themes."""

import re

from checks.walkthrough.screens import Person

CODEBOOK = "Needs of practitioners"
AREAS = ("Causes of errors", "What is done", "What is needed")


def new_codebook(rita: Person) -> str:
    rita.open("/admin/analysis/codebook/add/")
    rita.page.locator("[name=study]").select_option(index=1)
    rita.page.get_by_label("Title").fill(CODEBOOK)
    rita.page.get_by_label("Name in files").fill("needs")
    with rita.page.expect_navigation():
        rita.page.locator("#content [type=submit]").last.click()
    for name in AREAS:
        form = rita.page.locator("section", has_text="New area").locator("form").last
        form.locator("[name=name]").fill(name)
        with rita.page.expect_navigation():
            form.get_by_role("button", name="Add it").click()
    rita.picture("codebook-new")
    return rita.page.url.removeprefix(rita.address)


def plan(
    rita: Person, title: str, joint: list[str], apart: list[str], codebook: str = "needs"
) -> str:
    rita.open(f"/admin/analysis/codinground/plan/{codebook}/people/")
    page = rita.page
    page.get_by_label("Title").fill(title)
    for kind, labels in (("joint", joint), ("apart", apart)):
        for label in labels:
            page.locator(f"[name={kind}][value={label}]").check()
    for name in ("ann", "ben"):
        page.get_by_label(name, exact=True).check()
    rita.picture(f"plan-{title}")
    with page.expect_navigation():
        page.get_by_role("button", name="Plan it").click()
    return page.url.removeprefix(rita.address).removesuffix("change/")


def lead_on(person: Person, home: str, name: str) -> None:
    """From the page of a round, through the page that asks, to the next stage."""
    person.open(f"{home}change/")
    person.follow(name)
    person.picture(f"stage-{name}")
    person.press(name)
    print(f"{person.name}: {name}: {person.said() or 'done'}")


def desk(person: Person, home: str, case: str) -> dict[str, str]:
    """The desk of a case; the words and the GUID of each of its texts that can be coded."""
    person.open(f"{home}desk/")
    link = person.page.locator("nav.cases a", has=person.page.get_by_text(case, exact=True))
    if link.get_attribute("aria-current") != "page":
        with person.page.expect_navigation():
            link.click()
    units = person.page.locator(".unit")
    return {
        unit.locator(".words").inner_text(): unit.get_attribute("data-unit") or ""
        for unit in units.all()
    }


def unit_with(person: Person, words: str) -> str:
    unit = person.page.locator(".unit", has=person.page.locator(".words", has_text=words)).first
    return unit.get_attribute("data-unit") or ""


def code(person: Person, home: str, theme: str, words: str) -> None:
    """What the form of a text without script sends: a theme by its name, on some of its words."""
    unit = unit_with(person, words)
    answer = person.send(f"{home}desk/code/", unit=unit, theme=theme, words=words, question="")
    _refused(answer.text())


def propose(person: Person, home: str, name: str, words: str, definition: str = "") -> None:
    fields = {"name": name, "kind": "other", "definition": definition}
    _refused(person.send(f"{home}desk/theme/", **fields).text())
    code(person, home, name, words)


def propose_by_hand(person: Person, name: str, words: str) -> None:
    """Words marked in the text, then a new theme by the keys that the desk names."""
    page, unit = person.page, unit_with(person, words)
    page.locator(f"#u-{unit} .words").click()
    page.evaluate(MARK, [unit, words])
    page.locator("#target", has_text=words).wait_for()
    page.keyboard.press("t")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.locator(f"#u-{unit} .codes b", has_text=name).wait_for()


MARK = """([unit, words]) => {
  const text = document.querySelector(`#u-${unit} .words`);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(
      walker.currentNode, at, walker.currentNode, at + words.length);
    text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    return;
  }
}"""


def _refused(page: str) -> None:
    found = re.search(r'class="refused">(.*?)</strong>', page, re.DOTALL)
    if found:
        raise SystemExit(found[1])


def done(person: Person, home: str, case: str) -> None:
    desk(person, home, case)
    with person.page.expect_navigation():
        person.page.get_by_role("button", name=re.compile("^Done with")).click()


def reconcile(
    person: Person, home: str, name: str, *, into: str = "", drop: str = "", as_: str = ""
) -> None:
    """Take a proposal in, under a new name if one is given, merge it, or drop it."""
    person.open(f"{home}comparison/")
    article = person.page.locator("#proposed article").filter(
        has=person.page.get_by_role("heading", name=name, exact=True)
    )
    if into or drop:
        article.locator("[name=into]" if into else "[name=because]").fill(into or drop)
    elif as_:
        article.locator("[name=name]").fill(as_)
    button = "Merge" if into else "Drop" if drop else "Take in"
    with person.page.expect_navigation():
        article.get_by_role("button", name=button).click()
    print(f"{name}: {button} {into or as_}: {person.said()}")


def decide_everything(person: Person, home: str, reason: str) -> int:
    """Case by case, all differences by one reason; how many there were."""
    decided = 0
    while True:
        person.open(f"{home}comparison/")
        waiting = person.page.locator("nav.cases a", has=person.page.locator("small"))
        if not waiting.count():
            return decided
        if waiting.first.get_attribute("aria-current") != "page":
            with person.page.expect_navigation():
                waiting.first.click()
        boxes = person.page.locator(".item.open [name=theme]")
        for box in boxes.all():
            box.check()
        decided += boxes.count()
        person.page.locator("#deciding [name=reason]").fill(reason)
        with person.page.expect_navigation():
            person.page.locator("#deciding [value=accept]").click()


def themes(person: Person, codebook: str) -> int:
    """How many themes the codebook has, without the codes beneath them."""
    person.open(codebook)
    return person.page.locator(".themes-table tbody tr:not(.code) th").count()


def agreements(person: Person, home: str) -> list[str]:
    person.open(f"{home}agreement/")
    sections = person.page.locator("section", has=person.page.locator(".headline"))
    return [
        f"{section.locator('h2').inner_text()}: {section.locator('.headline').inner_text()}"
        for section in sections.all()
    ]
