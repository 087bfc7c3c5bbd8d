"""The pages of the phone: what a weak network carries for them, and that they do all they do before any script."""

import io
import re
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest
from PIL import Image

from server.domain.ids import new_id
from server.web.html import assets
from tests.web import things
from tests.web.asking import Everybody

FIRST_SCREEN: Final = 60_000
"""Bytes that may travel until the first useful screen is whole: its page, its sheet, its scripts and its icons."""
_DRAWN_WITH: Final = re.compile(
    r'<(?:link rel="(?:stylesheet|manifest|icon|apple-touch-icon)"|script)[^>]*?(?:href|src)="([^"]+)"'
)


def _phone(served: Everybody, who: str = "samir") -> httpx.Client:
    client = served.clients[who]
    client.cookies.clear()
    for name, value in served.cookies[who].items():
        client.cookies.set(name, value)
    return client


def _travels(client: httpx.Client, address: str) -> tuple[int, str]:
    with client.stream("GET", address, headers={"accept-encoding": "br"}) as answer:
        text = answer.read().decode("utf-8", "replace")
    assert answer.status_code == 200, address
    return answer.num_bytes_downloaded, text


def test_the_first_useful_screen_and_each_function_travel_within_their_budget(served: Everybody) -> None:
    client, spec = _phone(served), served.world.specification_id
    function = f"/s/{spec}/fonctions/{things.item(served.world).id}"
    for address in (f"/s/{spec}/taches", function, f"/s/{spec}/remarques", "/atelier/ab12cd34", "/hors-ligne"):
        size, page = _travels(client if address.startswith("/s/") else served.clients["nobody"], address)
        drawn_with = set(_DRAWN_WITH.findall(page))
        whole = size + sum(_travels(client, one)[0] for one in drawn_with)
        assert len(drawn_with) >= 5, drawn_with
        assert whole <= FIRST_SCREEN, f"{address}: {whole} bytes"


def test_no_page_of_the_phone_loads_what_the_other_pages_are_made_with(served: Everybody) -> None:
    client, spec = _phone(served), served.world.specification_id

    drawn_with = set(_DRAWN_WITH.findall(client.get(f"/s/{spec}/taches").text))

    others = {
        assets()[one] for one in ("src/main.ts", "src/page/main.ts", "src/style/main.css", "src/icons/sprite.svg")
    }
    assert not drawn_with & others
    scripts = [one for one in drawn_with if one.endswith(".js")]
    assert scripts == [assets()["src/phone/main.ts"]]


def _sent(served: Everybody, **fields: Any) -> httpx.Response:
    world = served.world
    address = f"/s/{world.specification_id}/fonctions/{things.item(world).id}"
    photo = fields.pop("photo", None)
    form = {"feeling": "worry", "text": "Et la nuit ?", "key": new_id(), "as": "name", **fields}
    files = {"photo": ("photo.jpg", photo, "image/jpeg")} if photo is not None else None
    return _phone(served).post(address, data=form, files=files, follow_redirects=True)


def test_a_remark_with_a_photograph_is_sent_by_the_form_itself(served: Everybody) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "blue").save(out, "JPEG")

    answer = _sent(served, photo=out.getvalue())

    assert answer.status_code == 200
    assert re.search(r"/remarques/[\w-]{22}$", str(answer.url))
    picture = re.search(r'src="(/fichiers/[^"]+)"', answer.text)
    assert picture is not None
    assert _phone(served).get(picture[1]).headers["content-type"] == "image/jpeg"


def test_sent_twice_it_is_one_remark(served: Everybody) -> None:
    key = new_id()

    once, again = _sent(served, key=key), _sent(served, key=key)

    assert once.url == again.url


def test_what_is_not_complete_comes_back_as_it_was_typed(served: Everybody) -> None:
    answer = _sent(served, feeling="idea", text="Mes mots", key="?")

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert ">Mes mots</textarea>" in answer.text
    assert re.search(r'value="idea" checked', answer.text)


def test_the_page_can_be_installed_and_answers_without_a_network(served: Everybody) -> None:
    client = served.clients["nobody"]

    told = client.get("/manifest.webmanifest").json()
    worker = client.get("/sw.js")

    assert told["start_url"] == "/mes-taches"
    assert {one["sizes"] for one in told["icons"]} == {"192x192", "512x512"}
    assert all(client.get(one["src"]).headers["content-type"] == "image/png" for one in told["icons"])
    assert worker.headers["content-type"].startswith("text/javascript")
    assert "worker-src 'self'" in worker.headers["content-security-policy"]
    assert "/hors-ligne" in worker.text


def test_every_door_shows_the_same_page_and_who_came_by_one_is_led_back_to_it(served: Everybody) -> None:
    client = served.clients["nobody"]
    client.cookies.clear()
    pages = {
        re.sub(r'nonce="[^"]+"|ab12cd34|zz99zz99', "", client.get(f"/atelier/{door}").text)
        for door in ("ab12cd34", "zz99zz99")
    }

    lost = client.get(f"/s/{served.world.specification_id}/taches", headers={"cookie": "concerte-door=ab12cd34"})

    assert len(pages) == 1
    assert lost.headers["location"] == "/atelier/ab12cd34"
    assert client.get("/atelier/AB12").status_code == 404


def test_what_nobody_answered_for_ten_days_waits_on_the_home_of_the_pair(
    served: Everybody, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = served.world.specification_id
    _sent(served, text="Dite il y a longtemps")
    home = f"/s/{spec}/accueil"
    before = _phone(served, "claire").get(home).text
    monkeypatch.setattr("server.web.home.ANSWER_WITHIN", timedelta(0))

    after = _phone(served, "claire").get(home).text

    assert "depuis dix jours" not in before
    assert "depuis dix jours" in after
    assert "depuis dix jours" not in _phone(served, "samir").get(home).text
