"""Reading again only what changed gives what reading everything gives."""

from random import Random

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from server.crdt.fragment import Watch, read


def _paragraph(words: str) -> XmlElement:
    return XmlElement("paragraph", {}, [XmlText(words)])


def _list(words: str) -> XmlElement:
    return XmlElement("bullet_list", {}, [XmlElement("list_item", {}, [_paragraph(words)])])


def _texts(parent: XmlFragment | XmlElement) -> list[XmlText]:
    found: list[XmlText] = []
    for child in parent.children:
        if isinstance(child, XmlText):
            found.append(child)
        elif isinstance(child, XmlElement):
            found += _texts(child)
    return found


def _change(fragment: XmlFragment, chance: Random) -> None:
    texts, count = _texts(fragment), len(fragment.children)
    match chance.randrange(6):
        case 0:
            fragment.children.insert(chance.randint(0, count), _paragraph("neuf"))
        case 1:
            fragment.children.insert(chance.randint(0, count), _list("point"))
        case 2 if count > 1:
            del fragment.children[chance.randrange(count)]
        case 3 if texts:
            text = chance.choice(texts)
            text.format(0, len(text), {"strong": {}})
        case 4 if any(isinstance(one, XmlElement) and one.tag == "bullet_list" for one in fragment.children):
            lists = [one for one in fragment.children if isinstance(one, XmlElement) and one.tag == "bullet_list"]
            chance.choice(lists).children.append(XmlElement("list_item", {}, [_paragraph("suite")]))
        case _ if texts:
            chance.choice(texts).insert(0, chance.choice("abc"))


@pytest.mark.parametrize("seed", range(12))
def test_every_change_by_whomever_is_seen(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  changes that can be made again
    ours: Doc[XmlFragment] = Doc()
    theirs: Doc[XmlFragment] = Doc()
    ours["text"], theirs["text"] = XmlFragment(), XmlFragment()
    ours["text"].children.append(_paragraph("un"))
    watch = Watch(ours["text"])
    for _ in range(40):
        theirs.apply_update(ours.get_update(theirs.get_state()))
        with ours.transaction():
            for _ in range(chance.randint(1, 3)):
                _change(ours["text"], chance)
        with theirs.transaction():
            _change(theirs["text"], chance)
        ours.apply_update(theirs.get_update(ours.get_state()))

        assert watch.read() == read(ours["text"])
