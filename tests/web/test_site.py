"""The door and the walls of the site: who gets in, from where, for how long, and what each answer carries."""

import asyncio
import re
from email import message_from_bytes
from email.policy import default
from http.cookies import SimpleCookie

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from server.domain.ids import new_id
from server.realtime import codec
from server.services.mailing import send_due
from server.web.html import assets
from server.web.security import content_policy
from tests.leaks.canary import CANARY, Kind
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import Client
from tests.realtime.line import read
from tests.web.ask import Ask
from tests.web.asking import Everybody, rows

LINK = re.compile(r"/entrer/([\w-]{43})")
CODE = re.compile(r"\b(\d{3} \d{3})\b")
PROJECT = {"name": "Atelier", "firm_name": "Atelier", "seat": "work"}
ELSEWHERE = "https://elsewhere.example"


def mails(site: Everybody) -> list[tuple[str, str, str]]:
    """Every mail written so far, the oldest first: (recipient, subject, text). Those that wait are sent first."""
    while send_due(site.world.house):
        pass
    files = (site.site.settings.data_dir / "outbox").glob("*.eml")
    read = [
        message_from_bytes(file.read_bytes(), policy=default)
        for file in sorted(files, key=lambda one: one.stat().st_mtime_ns)
    ]
    return [(str(one["To"]), str(one["Subject"]), one.get_content()) for one in read]


def address_of(site: Everybody, key: str) -> str:
    """Somebody's e-mail address."""
    canaries = site.world.aviary.canaries.values()
    word = next(c.word for c in canaries if c.what == f"address of {key}" and c.project == "main")
    return f"{word}@exemple.fr"


def ask_for_link(site: Everybody, key: str) -> tuple[str, str]:
    """Ask for a way in and return the link's secret and the code from the mail."""
    answer = site.request("nobody", "POST", "/entrer", data={"email": address_of(site, key)})
    assert answer.status_code == 200
    text = [body for to, _, body in mails(site) if to == address_of(site, key) and LINK.search(body)][-1]
    link, code = LINK.search(text), CODE.search(text)
    assert link is not None
    assert code is not None
    return link[1], code[1]


def socket_address(site: Everybody) -> str:
    """Where the live line of the planted specification is."""
    return site.site.settings.base_url.replace("http", "ws", 1) + f"/live/{site.world.specification_id}"


def test_a_page_runs_nothing_but_its_own_scripts() -> None:
    policy = content_policy("abc", "ws://here")

    assert "script-src 'nonce-abc' 'strict-dynamic'" in policy
    assert "unsafe" not in policy
    for directive in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert directive in policy


def test_every_screen_has_a_nonce_of_its_own_and_nothing_inline(served: Everybody) -> None:
    seen = set[str]()
    for row in rows():
        if row.method != "GET" or row.path.startswith("/api/") or row.walker is None:
            continue
        ask = row.walker(served.world)
        answer = served.ask(ask.who, row, ask)
        if not answer.headers.get("content-type", "").startswith("text/html") or not answer.is_success:
            continue
        nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])
        assert nonce is not None
        assert nonce[1] not in seen, row.path
        seen.add(nonce[1])
        assert not re.search(r"<[^>]+\s(?:style|on\w+)\s*=", answer.text), row.path
        for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
            assert f'nonce="{nonce[1]}"' in tag, (row.path, tag)

    assert len(seen) > 8


def test_built_assets_are_kept_for_ever_and_what_is_not_there_is_not(served: Everybody) -> None:
    kept = served.request("nobody", "GET", next(iter(assets().values())))
    absent = served.request("nobody", "GET", "/static/nothing.js")

    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert absent.headers["cache-control"] == "no-store"


def test_nothing_is_written_that_another_site_asks_for(served: Everybody) -> None:
    asked = {(row.method, row.path) for row in rows() if row.method != "GET"}
    for method, path in sorted(asked):
        address = re.sub(r"{\w+}", "A" * 22, path)
        for origin in (ELSEWHERE, "null", "http://127.0.0.1:1"):
            answer = served.request("claire", method, address, headers={"origin": origin})
            assert answer.status_code == 403, (method, path, origin)
            assert answer.json()["code"] == "origin"


def test_a_write_without_origin_takes_the_word_of_the_browser(served: Everybody) -> None:
    session = f"concerte={served.cookies['samir']['concerte']}"
    base_url, body = served.site.settings.base_url, {"theme": "light"}
    with httpx.Client(base_url=base_url, headers={"cookie": session}, verify=NO_CERTIFICATES) as bare:
        cross = bare.patch("/api/account", json=body, headers={"sec-fetch-site": "cross-site"})
        silent = bare.patch("/api/account", json=body)
        same = bare.patch("/api/account", json=body, headers={"sec-fetch-site": "same-origin"})

    assert [cross.status_code, silent.status_code, same.status_code] == [403, 403, 204]


def test_a_socket_from_another_site_is_refused(served: Everybody) -> None:
    async def knock() -> int:
        headers = {"cookie": f"concerte={served.cookies['claire']['concerte']}", "origin": ELSEWHERE}
        with pytest.raises(InvalidStatus) as refused:
            async with connect(socket_address(served), additional_headers=headers):
                pass
        return refused.value.response.status_code

    assert asyncio.run(knock()) == 403


def test_p41_a_line_over_http_is_refused_as_a_socket_is(served: Everybody) -> None:
    here, codes = f"/live/{served.world.specification_id}", {}
    elsewhere = served.request("claire", "POST", here, headers={"origin": ELSEWHERE})
    for who, address in (("claire", here), ("nobody", here), ("outsider", here), ("claire", "/live/" + "A" * 22)):
        answer = served.request(who, "POST", address)
        codes[who, address] = read(answer.content).close

    assert elsewhere.status_code == 403
    assert list(codes.values()) == [None, (4401, "session ended"), (4403, "not here"), (4403, "not here")]


def test_a_link_opens_a_page_and_only_its_button_signs_in_once(alone: Everybody) -> None:
    link, _ = ask_for_link(alone, "samir")

    looked = [alone.request("nobody", "GET", f"/entrer/{link}") for _ in range(3)]
    first = alone.request("nobody", "POST", f"/entrer/{link}")
    second = alone.request("nobody", "POST", f"/entrer/{link}")
    after = alone.request("nobody", "GET", f"/entrer/{link}")

    assert [answer.status_code for answer in looked] == [200] * 3
    assert all("set-cookie" not in answer.headers for answer in looked)
    assert first.status_code == 303
    assert [second.status_code, after.status_code] == [410, 410]
    cookie = SimpleCookie(first.headers.get_list("set-cookie")[0])["concerte"]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"


def test_a_code_works_once_and_the_link_sent_with_it_no_more(alone: Everybody) -> None:
    link, code = ask_for_link(alone, "samir")
    form = {"email": address_of(alone, "samir"), "code": code}

    first = alone.request("nobody", "POST", "/entrer/code", data=form)
    second = alone.request("nobody", "POST", "/entrer/code", data=form)
    by_link = alone.request("nobody", "POST", f"/entrer/{link}")

    assert [first.status_code, second.status_code, by_link.status_code] == [303, 422, 410]


def test_the_door_answers_the_same_whether_an_address_is_known_or_not(alone: Everybody) -> None:
    known = alone.request("nobody", "POST", "/entrer", data={"email": address_of(alone, "samir")})
    unknown = alone.request("nobody", "POST", "/entrer", data={"email": "personne@exemple.fr"})

    nonces = [re.search(r"'nonce-([\w-]+)'", one.headers["content-security-policy"]) for one in (known, unknown)]
    pages = [
        one.text.replace(nonce[1] if nonce else "", "") for one, nonce in zip((known, unknown), nonces, strict=True)
    ]
    assert known.status_code == unknown.status_code == 200
    assert pages[0].replace(address_of(alone, "samir"), "x") == pages[1].replace("personne@exemple.fr", "x")


def test_whoever_guesses_must_soon_wait(alone: Everybody) -> None:
    form = {"email": address_of(alone, "samir"), "code": "000000"}

    statuses = [alone.request("nobody", "POST", "/entrer/code", data=form).status_code for _ in range(12)]

    assert statuses == [422] * 10 + [429] * 2


def test_whoever_guesses_links_must_soon_wait_and_is_told_so(alone: Everybody) -> None:
    link, _ = ask_for_link(alone, "samir")
    answers = [alone.request("nobody", "POST", "/entrer/" + "A" * 43) for _ in range(12)]

    right = alone.request("nobody", "POST", f"/entrer/{link}")

    assert [answer.status_code for answer in answers] == [410] * 10 + [429] * 2
    assert right.status_code == 429
    assert "15" in right.text
    assert "set-cookie" not in right.headers


def test_a_wrong_code_is_answered_the_same_whether_the_address_is_known_or_not(alone: Everybody) -> None:
    ask_for_link(alone, "samir")
    told = []
    for address in (address_of(alone, "samir"), address_of(alone, "claire"), "personne@exemple.fr"):
        answer = alone.request("nobody", "POST", "/entrer/code", data={"email": address, "code": "000001"})
        nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])
        assert nonce is not None
        told.append(
            (answer.status_code, answer.text.replace(nonce[1], "").replace(address, "x"), answer.headers.keys())
        )

    assert told[0] == told[1] == told[2]
    assert told[0][0] == 422


def test_a_cookie_from_before_is_never_the_session_one_signs_in_to(alone: Everybody) -> None:
    planted = alone.site.token(alone.world.person("lucie"), device="the attacker's")
    for before in ("chosen-by-somebody-else", planted):
        link, _ = ask_for_link(alone, "samir")
        alone.cookies["nobody"] = {"concerte": before, "concerte-view": before}
        entered = alone.request("nobody", "POST", f"/entrer/{link}")
        alone.cookies["nobody"] = {}

        set_cookies = {
            name: one.value
            for header in entered.headers.get_list("set-cookie")
            for name, one in SimpleCookie(header).items()
        }
        assert entered.status_code == 303
        assert set_cookies["concerte"] not in {"", before}
        assert set_cookies["concerte-view"] == ""

    seen = alone.site.client(planted).get("/compte")
    assert address_of(alone, "lucie") in seen.text
    assert address_of(alone, "samir") not in seen.text


def test_nobody_is_given_a_session_before_signing_in(alone: Everybody) -> None:
    link, _ = ask_for_link(alone, "samir")

    for method, address in (
        ("GET", "/entrer"),
        ("GET", "/projets"),
        ("GET", f"/entrer/{link}"),
        ("POST", "/entrer/code"),
    ):
        answer = alone.request("nobody", method, address)
        names = {name for header in answer.headers.get_list("set-cookie") for name in SimpleCookie(header)}
        assert not names & {"concerte", "concerte-view"}, address


def test_whoever_asks_for_many_links_must_soon_wait(alone: Everybody) -> None:
    form = {"email": address_of(alone, "samir")}

    statuses = [alone.request("nobody", "POST", "/entrer", data=form).status_code for _ in range(7)]

    assert statuses == [200] * 5 + [429] * 2


def test_a_session_that_its_owner_ends_is_over_at_once_and_its_socket_closes(alone: Everybody) -> None:
    site = alone.site
    other = site.token(alone.world.person("samir"), device="elsewhere")

    async def sit() -> tuple[int, str]:
        headers = {"cookie": f"concerte={other}", "origin": site.settings.base_url}
        async with connect(socket_address(alone), additional_headers=headers, max_size=None) as socket:
            client = Client(socket)
            await client.send(codec.text("page") + b"\x02\x00" + codec.text("token") + codec.text("4.8.0"))
            await client.has(lambda: client.scopes("page"))
            await asyncio.to_thread(alone.request, "samir", "POST", "/api/account/sessions/revoke-others")
            return await client.ended()

    code, _ = asyncio.run(sit())

    assert code == 4401
    assert site.client(other).get("/projets").headers["location"] == "/entrer"
    assert alone.request("samir", "GET", "/projets").status_code == 200


def test_signing_out_ends_the_session_for_good(alone: Everybody) -> None:
    kept = dict(alone.cookies["samir"])

    left = alone.request("samir", "POST", "/sortir")

    alone.cookies["samir"] = kept
    assert left.status_code == 303
    assert alone.request("samir", "GET", "/projets").headers["location"] == "/entrer"


def test_whoever_came_for_a_page_gets_there_after_signing_in(alone: Everybody) -> None:
    page = f"/s/{alone.world.specification_id}?fil={new_id()}"
    alone.request("samir", "POST", "/bienvenue")

    sent = alone.request("nobody", "GET", page)
    place = SimpleCookie(sent.headers["set-cookie"])["concerte-place"]
    alone.cookies["samir"]["concerte-place"] = place.value
    arrived = alone.request("samir", "GET", "/")
    alone.cookies["samir"]["concerte-place"] = "/s/../elsewhere"
    astray = alone.request("samir", "GET", "/")

    assert sent.headers["location"] == "/entrer"
    assert place["httponly"]
    assert arrived.headers["location"] == page
    assert 'concerte-place=""' in arrived.headers["set-cookie"]
    assert astray.headers["location"] == f"/s/{alone.world.specification_id}/accueil"


def test_trouble_behind_the_walls_is_told_in_a_sentence_and_says_nothing_more(alone: Everybody) -> None:
    with alone.world.house.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE projects RENAME TO lost")

    base_url, session = alone.site.settings.base_url, f"concerte={alone.cookies['claire']['concerte']}"
    with httpx.Client(
        base_url=base_url, headers={"cookie": session, "origin": base_url}, verify=NO_CERTIFICATES
    ) as claire:
        answers = [claire.get("/projets"), claire.post("/api/projects", json=PROJECT)]

    for answer in answers:
        assert answer.status_code == 503
        assert "Ce qui était enregistré l’est toujours" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "sqlite" not in answer.text


def test_a_capped_session_changes_nothing(served: Everybody) -> None:
    world = served.world
    row = next(row for row in rows() if row.name == "change_requirement")
    item = world.requirement("whole N0 opened to A")
    body = {"field": "title", "value": "Autre", "before": item.title}

    answer = served.ask(
        "view", row, Ask("", {"specification_id": world.specification_id, "requirement_id": item.id}, body=body)
    )

    assert answer.status_code == 403
    assert world.requirement("whole N0 opened to A").title == item.title


def test_no_mail_ever_holds_words_of_a_specification(alone: Everybody) -> None:
    ask_for_link(alone, "samir")
    canaries = alone.world.aviary.canaries

    told = {canaries[word].kind for _, *texts in mails(alone) for text in texts for word in CANARY.findall(text)}

    assert len(mails(alone)) >= 3
    assert told == {Kind.PERSON}
