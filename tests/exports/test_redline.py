"""A redline is drawn with the page's tags; what left and what came is said as well as shown."""

from server.domain.redline import redline
from server.domain.richtext import document, from_plain, paragraph, text_node
from server.domain.words import Language
from server.exports.render import render_redline, render_text
from tests.crdt.trees import random_tree


def url(attachment: str) -> str:
    return f"/{attachment}"


def test_what_left_and_what_came_is_said_in_the_readers_language() -> None:
    tree = redline(from_plain("ses utilisateurs"), from_plain("ses destinataires"))
    assert render_redline(tree, Language.FRENCH, url) == (
        '<p>ses <del><span class="vh">supprimé\u00a0: </span>utilisateurs</del>'
        '<ins><span class="vh">ajouté\u00a0: </span>destinataires</ins></p>'
    )
    assert '<span class="vh">deleted: </span>' in render_redline(tree, Language.ENGLISH, url)


def test_a_block_that_came_whole_has_a_class_and_words_are_escaped() -> None:
    tree = redline(from_plain("un"), document(paragraph(text_node("un")), paragraph(text_node("<b>"))))
    assert '<p class="whole-ins"><ins>' in render_redline(tree, Language.FRENCH, url)
    assert "&lt;b&gt;" in render_redline(tree, Language.FRENCH, url)


def test_an_unchanged_text_is_drawn_as_the_page_draws_it() -> None:
    for number in range(50):
        tree = random_tree(number)
        assert render_redline(redline(tree, tree), Language.FRENCH, url) == render_text(
            tree.json(), Language.FRENCH, url
        )
