"""Journeys: a version leaves for a supplier, a section is opened to it live, and no rival learns of it."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Locator, expect
from websockets.asyncio.client import connect

from tests.journeys.person import Person
from tests.realtime.client import Client

pytestmark = pytest.mark.browser

LIVE = "Expliquer pourquoi un OF a été déplacé"
DRAFT = "Éditer la fiche suiveuse à jour"
FOR_LINEVAL = "Échanger les données avec le progiciel"
QUESTION = "Faut-il l’expliquer aussi au poste de débit ?"
ANSWER = "Sous dix jours, par un encart au pied du plan."


def test_a_version_is_frozen_by_both_seats_sent_to_one_supplier_and_answered(
    claire: Person, bruno: Person, samir: Person, anne: Person, paul: Person
) -> None:
    _freeze_together(bruno, claire, "V1, première consultation")
    _send(bruno, "V1, première consultation", "Lineval")
    _open_live(claire, "6.3 Informer l’atelier", "Lineval")
    samir.go()

    # Lineval reads the version and answers it.
    page = anne.page
    page.goto(f"{anne.url}/projets")
    page.get_by_role("main").get_by_role("link").first.click()
    anne.specification = claire.specification
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("main").get_by_role("link").first.click()
    anne.await_life()
    expect(page.get_by_role("main")).to_contain_text(FOR_LINEVAL)
    line = page.get_by_role("row", name=LIVE)
    line.get_by_role("radio", name="conforme en partie").click()
    line.get_by_role("textbox").fill(ANSWER)
    expect(line.get_by_role("status")).to_have_text("Commentaire enregistré")
    for kind in ("HTML", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(f"{kind}$")).click()
        assert download.value.path().stat().st_size > 1000

    # It reads one section as it is written, drafts excepted, and writes nothing there.
    anne.go()
    expect(anne.requirement(LIVE)).to_be_visible()
    expect(page.locator("article.req")).to_have_count(1)
    expect(anne.requirement(DRAFT)).to_have_count(0)
    samir.append(samir.statement(LIVE), " Lisible de loin.")
    expect(anne.statement(LIVE)).to_contain_text("Lisible de loin.")
    expect(samir.page.locator(".open-live")).to_have_text(re.compile("Lineval lit ce que vous tapez ici"))
    anne.statement(LIVE).click()
    expect(page.locator(".drafting")).to_be_visible()
    expect(page.locator(".stmt[contenteditable=true], .stmt[data-write]")).to_have_count(0)
    assert _write_directly(anne, anne.statement(LIVE)) == ["readonly", 0]
    assert "intrus" not in samir.words(samir.statement(LIVE))

    # It asks; the firm hears and answers.
    beside = page.get_by_role("complementary")
    beside.get_by_role("button", name="Ouvrir un fil").click()
    beside.get_by_label("Votre message").fill(QUESTION)
    beside.get_by_role("button", name="Ouvrir le fil").click()
    expect(beside).to_contain_text(QUESTION)
    claire.go()
    claire.requirement(LIVE).locator("h3").click()
    hers = claire.page.get_by_role("complementary")
    expect(hers).to_contain_text(QUESTION)
    hers.get_by_label("Votre réponse").fill("Oui, dès l’ouverture.")
    hers.get_by_role("button", name="Répondre").click()
    expect(hers).to_contain_text("Oui, dès l’ouverture.")
    expect(beside).to_contain_text("Oui, dès l’ouverture.")
    hers.get_by_role("tab", name="Réponses").click()
    expect(hers).to_contain_text(ANSWER)
    samir.requirement(LIVE).locator("h3").click()
    expect(samir.page.get_by_role("complementary").get_by_role("tab", name="Fils")).to_be_visible()

    # Its rival knows of nothing, neither before nor after it is sent the same version.
    _knows_nothing(paul, claire.specification)
    _send(bruno, "V1, première consultation", "Orsane", despite="Convenu entre nous")
    _knows_nothing_of_the_rival(paul, claire.specification)


def _freeze_together(one: Person, other: Person, name: str) -> None:
    page = one.go("/diffuser")
    page.get_by_label("Nom de la version").fill(name)
    page.get_by_role("button", name=f"Figer et demander à {_full(other)}").click()
    expect(page.get_by_role("region", name="Versions figées")).to_contain_text("attend l’autre siège")
    expect(page.get_by_role("button", name="Confirmer cette version")).to_have_count(0)
    page = other.go("/diffuser")
    page.get_by_role("button", name="Confirmer cette version").click()
    expect(page.get_by_role("region", name="Versions figées")).to_contain_text("confirmée par les deux sièges")


def _full(person: Person) -> str:
    return {"Claire": "Claire Montel", "Bruno": "Bruno Lacaze"}[person.name]


def _send(person: Person, version: str, supplier: str, *, despite: str = "") -> None:
    page = person.go("/diffuser")
    baseline = page.get_by_role("listitem").filter(has_text=version)
    baseline.get_by_role("button", name="Relire et envoyer").click()
    person.choose(baseline, "Voir comme", supplier)
    expect(baseline.get_by_role("heading", name=f"Ce que lira {supplier}")).to_be_visible()
    baseline.get_by_role("button", name=f"Envoyer à {supplier}").click()
    dialog = page.get_by_role("dialog")
    if despite:
        dialog.get_by_label("Pourquoi envoyer quand même").fill(despite)
    dialog.get_by_role("button", name=f"Envoyer à {supplier}").click()
    expect(page.get_by_role("row", name=supplier)).to_contain_text(version)


def _open_live(person: Person, section: str, supplier: str) -> None:
    page = person.go("/diffuser")
    form = page.get_by_role("region", name="Lecture en direct")
    person.choose(form, "Partie", section)
    person.choose(form, "Fournisseur", supplier)
    expect(form).to_contain_text(f"{supplier} lira « {section} » pendant qu’on l’écrit.")
    form.get_by_role("button", name="Ouvrir en direct").click()
    expect(form.get_by_role("listitem")).to_contain_text(supplier)


def _write_directly(person: Person, text: Locator) -> list[object]:
    """Go round the page: write on the socket with this person's cookie; return the right given and the answer."""
    requirement = text.evaluate("(text) => text.closest('article').id.slice(2)")
    asked = person.page.request.get(
        f"{person.url}/api/specifications/{person.specification}/texts?requirement={requirement}"
    )
    document = next(one["document"] for one in asked.json()["texts"] if one["kind"] == "statement")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in person.context.cookies())

    async def attempt() -> list[object]:
        address = f"{person.url.replace('http', 'ws')}/live/{person.specification}"
        headers = {"Cookie": cookies, "Origin": person.url}
        async with connect(address, additional_headers=headers, compression=None) as socket:
            client = Client(socket)
            copy = await client.open(document)
            await client.type(document, copy, " intrus")
            await client.acknowledged(document, 2)
            return [client.scopes(document)[0], client.acks(document)[-1]]

    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(lambda: asyncio.run(attempt())).result()


def _knows_nothing(person: Person, specification: str) -> None:
    person.specification = specification
    with person.expecting("404"):
        for place in ("", "/versions", "/accueil", "/origines", "/diffuser", "/personnes"):
            answer = person.page.goto(f"{person.url}/s/{specification}{place}")
            assert answer is not None
            assert answer.status == 404
        for path in ("outline", "search?q=plan", "releases", "thread-marks", "origins?q=plan"):
            answer_of_api = person.page.request.get(f"{person.url}/api/specifications/{specification}/{path}")
            assert answer_of_api.status == 404
    person.page.goto(f"{person.url}/projets")
    expect(person.page.get_by_role("main")).not_to_contain_text("Lineval")


def _knows_nothing_of_the_rival(person: Person, specification: str) -> None:
    page = person.go("/versions")
    page.get_by_role("main").get_by_role("link").first.click()
    person.await_life()
    expect(page.get_by_role("main")).to_contain_text(LIVE)
    seen = [page.content()]
    person.go()
    expect(page.locator("article.req")).to_have_count(0)
    seen.append(page.content())
    api = f"{person.url}/api/specifications/{specification}"
    requirement = re.search(r"r-([\w-]{22})", seen[0])
    assert requirement is not None
    for path in (
        f"context?requirement={requirement.group(1)}",
        "search?q=lineval",
        "search?q=progiciel",
        "thread-marks",
        "releases",
    ):
        answer = page.request.get(f"{api}/{path}")
        seen.append(answer.text())
    for words in ("Lineval", "Anne", QUESTION, ANSWER, FOR_LINEVAL, "Lisible de loin"):
        assert not any(words in one for one in seen), words
