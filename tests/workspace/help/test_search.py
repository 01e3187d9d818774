"""Pages by the words in them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workspace.help.search import AROUND, search, words_of


def test_the_page_about_a_word_comes_first() -> None:
    assert search("restore a backup")[0].title == "How to back up and restore"
    assert search("single_choice")[0].address.startswith("/admin/help/")


def test_every_word_has_to_be_on_the_page_and_may_be_the_beginning_of_one() -> None:
    both = search("PostgreSQL passphrase")
    assert 0 < len(both) < len(search("postgres"))
    assert search("postgresql xylophone") == []
    assert search("") == search("?!") == []


def test_an_excerpt_shows_the_words_among_their_neighbours_and_marks_them() -> None:
    hit = search("krippendorff")[0]
    marked = [text.lower() for text, is_word in hit.excerpt if is_word]
    assert marked
    assert all(text.startswith("krippendorff") for text in marked)
    assert sum(len(text) for text, _ in hit.excerpt) <= 2 * AROUND + 2


def test_what_is_asked_is_bounded_and_never_a_pattern() -> None:
    assert len(words_of(" ".join(f"word{number}" for number in range(100)))) == 8
    assert search("(((((a+)+)+)+)+$") == search("a")


@pytest.mark.django_db
def test_what_was_asked_is_shown_as_text(client: Client) -> None:
    client.force_login(User.objects.create_user("coder", is_staff=True))
    page = client.get("/admin/help/search/", {"q": "<script>xylophone"}).content.decode()
    assert "No page has all of these words: “&lt;script&gt;xylophone”." in page
    assert "<script>xylophone" not in page
