"""The product as people start it, the demo lived in a little: a version sent, a section open live, a blank project."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from server.app import open_house
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import N3
from server.policy.view import lineage
from server.services import arbitrating, deciding, installing, reclassifying, releasing, voicing
from server.settings import Settings
from tests.screens import state
from tests.services.scene import Scene, scene_in, stage_demo

PATIENCE: Final = 120.0


AWAKE: Final = """() => document.querySelector(
    "main[data-specification]:not([data-listens]), [data-island]:not([data-awake], [data-later])") === null"""


@dataclass(slots=True)
class Product:
    """A running product and what the states' paths name in it."""

    address: str
    folder: Path
    links: dict[str, str]
    names: dict[str, str]

    def at(self, path: str) -> str:
        """Return the address of a manifest path, its names filled."""
        return self.address + re.sub(r"\{(\w+)\}", lambda found: self.names[found[1]], path)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the product stopped while starting"
        probe = HTTPConnection(address.removeprefix("http://"), timeout=2)
        try:
            probe.request("GET", "/readyz")
            if probe.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            probe.close()
    raise AssertionError("the product did not start")


def _with_versions(folder: Path) -> dict[str, str]:
    """Write the demo into `folder`, a version sent to two suppliers, a statement closed since; return what it is called there.

    Sent by the services, since the routes would then set its files, which no screen shows, for ten seconds of a core.
    """
    settings = Settings.read({"DATA_DIR": str(folder), "DEMO": "1"})
    installing.prepare(settings)
    specification = stage_demo(settings)
    with open_house(settings) as house:
        installing.demo_links(house)
        scene = scene_in(settings, house.database, specification, house.shelf)
        claire, bruno = scene.reader("claire"), scene.reader("bruno")
        version = releasing.freeze_baseline(house, claire, specification, title="V1, première consultation")
        releasing.confirm_baseline(house, bruno, specification, version)
        releasing.freeze_baseline(house, bruno, specification, title="V2, après les essais")
        closed = Subject(SubjectKind.TEXT, scene.requirement("Former au poste").statement.id)
        reclassifying.change_label(house, claire, specification, closed, label=N3)
        sections = {one.id: one for one in scene.content().sections}
        chapter = lineage(sections[scene.requirement("Former au poste").section_id], sections)[-1].id
        suppliers = {name: scene.reader(name).organization_id for name in ("paul", "anne")}
        sent = {
            name: releasing.send_release(
                house,
                claire,
                specification,
                baseline_id=version,
                organization_id=supplier,
                language="fr",
                reason="Convenu",
            )
            for name, supplier in suppliers.items()
        }
        cases = _decide(scene)
    return cases | {
        "specification": specification,
        "release": sent["paul"],
        "supplier": suppliers["paul"],
        "version": version,
        "chapter": chapter,
    }


def _decide(scene: Scene) -> dict[str, str]:
    """Lead a case to each stage of its life, with a question to a supplier, and return them by stage."""
    house, spec = scene.house, scene.specification_id
    claire, bruno = scene.reader("claire"), scene.reader("bruno")
    items = [scene.requirement(title).id for title in ("Garder la", "Expliquer", "Signaler une", "Échanger")]
    stages = ("options", "voices", "heard", "decided")
    cases = {
        stage: arbitrating.open_case(house, claire, spec, question="Maintenant ou au lot 2 ?", requirement_ids=[item])
        for stage, item in zip(stages, items, strict=True)
    }
    for case in (cases["heard"], cases["decided"], cases["voices"]):
        option = arbitrating.see_case(house, claire, spec, case).options[0].id
        effect: dict[str, Any] = {"aspect": "work", "words": "L’équipe apprend.", "grade": 2, "before": ("", None)}
        arbitrating.set_effect(house, claire, spec, option, **effect)
        voicing.open_round(house, claire, spec, case, person_ids=[scene.people["samir"]])
    for case in (cases["heard"], cases["decided"]):
        stances = {one.id: 1 for one in arbitrating.see_case(house, claire, spec, case).options}
        said: dict[str, Any] = {"register": "work", "stances": stances, "words": "Par étapes."}
        voicing.give_voice(house, scene.reader("samir"), spec, case, **said)
        voicing.close_round(house, claire, spec, case)
    paul = scene.reader("paul").organization_id
    voicing.ask_supplier(house, claire, spec, cases["heard"], organization_id=paul, text="Est-ce faisable au lot 2 ?")
    option = arbitrating.see_case(house, claire, spec, cases["decided"]).options[0].id
    ruling = deciding.Ruling(option, "Par étapes.", "Moins de risque.", "Un an de mesures.", "", "2027-09-15")
    deciding.propose_decision(house, claire, spec, cases["decided"], ruling)
    mark = arbitrating.see_case(house, bruno, spec, cases["decided"]).decisions[-1].mark
    deciding.sign_decision(house, bruno, spec, cases["decided"], mark=mark)
    return {f"case_{stage}": case for stage, case in cases.items()}


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """Yield the demo with a version that was sent, served as `make run` serves it, its data in `folder`."""
    names = _with_versions(folder)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "DATA_DIR": str(folder), "PORT": str(port)}
    with (folder / "product.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "server", "demo"],
            env=environment,
            stdout=log,
            stderr=log,
            cwd=Path(__file__).parents[2],
        )
        try:
            _await_ready(address, process)
            people = json.loads((folder / "demo-links.json").read_text(encoding="utf-8"))
            yield Product(address, folder, {one["name"].split()[0]: one["url"] for one in people}, names)
        finally:
            process.terminate()
            process.wait(timeout=20)


def ask(page: Page, method: str, path: str, body: object = None) -> Any:
    """Do a deed over the API as the person of this page. Fails unless it is accepted."""
    answer = page.evaluate(
        """async ([method, path, body]) => {
            const answer = await fetch(path, {method, headers: body === null ? {} : {"content-type": "application/json"},
                body: body === null ? null : JSON.stringify(body)});
            return {status: answer.status, text: await answer.text()};
        }""",
        [method, path, body],
    )
    assert 200 <= answer["status"] < 300, f"{method} {path}: {answer}"
    return json.loads(answer["text"]) if answer["text"] else None


def desk(browser: Browser) -> BrowserContext:
    """Return a new browser at a desk, patient with a busy machine."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    return context


def await_life(page: Page) -> None:
    """Wait until the page answers to people: its text, and every island that does not wait to be needed."""
    page.wait_for_function(AWAKE)


def enter(browser: Browser, product: Product, name: str, *, notice: bool = True) -> BrowserContext:
    """Return a browser of this person's own, signed in without a page being drawn; `notice`: who meets it accepts it."""
    context = desk(browser)
    answer = context.request.get(product.links[name])
    if notice and "/bienvenue" in answer.url:
        answer = context.request.post(product.at("/bienvenue"), headers={"origin": product.address})
    assert answer.ok, f"{answer.status} {answer.url}"
    return context


def live_in(browser: Browser, product: Product) -> None:
    """Bring the demo to where every screen has something to show."""
    claire = enter(browser, product, state.CLAIRE)
    pilot = claire.new_page()
    pilot.goto(product.at(f"{state.WORKING}/origines"), wait_until="load")
    own = f"/api/specifications/{product.names['specification']}"
    board = ask(pilot, "GET", f"{own}/releases")
    opened = next(one for one in board["sections"] if one["number"] == "6.1")
    ask(pilot, "POST", f"{own}/openings", {"section_id": opened["id"], "organization_id": product.names["supplier"]})
    blank = ask(
        pilot, "POST", "/api/projects", {"name": "Atelier peinture", "firm_name": "Métallerie Vauclair", "seat": "work"}
    )
    origins = json.loads(pilot.locator("[data-island=origins] + script").inner_text())["origins"]
    pilot.goto(product.at(state.WORKING), wait_until="load")
    _write(pilot)
    product.names |= {
        "blank": blank["id"],
        "finding": _for_the_firm(origins["findings"]),
        "result": _for_the_firm(origins["results"]),
        **_discussed(pilot, own),
        "mailed_link": _mailed_link(pilot, product),
    }
    _at_work(pilot, product, own)
    claire.close()
    _propose(browser, product)


def _at_work(page: Page, product: Product, own: str) -> None:
    """Somebody without an e-mail address takes part, and what the representative said has changed a requirement."""
    project = page.locator("main").get_attribute("data-project")
    people = ask(page, "GET", f"/api/projects/{project}/people")
    firm = next(one["id"] for one in people["organizations"] if one["kind"] == "firm")
    newcomer = {"name": "Yanis Bertin", "role": "employee", "organization_id": firm, "task_ids": []}
    ask(page, "POST", f"/api/projects/{project}/members", newcomer)
    for section in ask(page, "GET", f"{own}/outline")["sections"]:
        for one in section["requirement_ids"]:
            for thread in ask(page, "GET", f"{own}/context?requirement={one}")["threads"]:
                if thread["outcome"] == "changes_requirement":
                    product.names["ended"] = str(thread["id"])


def _propose(browser: Browser, product: Product) -> None:
    """The consultant on work proposes a change to the first statement she might write in herself."""
    nadia = enter(browser, product, state.NADIA)
    page = nadia.new_page()
    page.goto(product.at(state.WORKING), wait_until="load")
    await_life(page)
    page.locator(".stmt[data-write]").first.click()
    page.locator(".stmt.writing.ProseMirror-focused").wait_for()
    page.keyboard.press("Control+Shift+E")
    page.locator(".drafting .proposed.writing").wait_for()
    page.keyboard.type(" Au poste aussi.")
    page.locator(".drafting textarea").fill("C’est là que cela se joue.")
    page.locator(".drafting .btn.primary").click()
    page.locator(".proposal").first.wait_for()
    nadia.close()


def _write(page: Page) -> None:
    """Add a word to the first requirement, so that its text has a past."""
    await_life(page)
    page.locator(".req .stmt[data-write]").first.click()
    page.locator(".req .stmt[contenteditable=true].ProseMirror-focused").wait_for()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Toujours.")
    page.locator("[data-saved]").get_by_text("Enregistré").wait_for()


def _for_the_firm(items: list[dict[str, Any]]) -> str:
    """Return the first thing that everyone in the firm and its consultants reads."""
    return next(str(item["id"]) for item in items if item["label"]["level"] == 2 and not item["label"]["compartments"])


def _discussed(page: Page, own: str) -> dict[str, str]:
    """Return the first requirement that somebody began a thread about, and that thread."""
    for section in ask(page, "GET", f"{own}/outline")["sections"]:
        for one in section["requirement_ids"]:
            if threads := ask(page, "GET", f"{own}/context?requirement={one}")["threads"]:
                return {"discussed": str(one), "thread": str(threads[0]["id"])}
    raise AssertionError("no requirement of the demo carries a thread")


def _mailed_link(page: Page, product: Product) -> str:
    """Ask for a sign-in link by mail and return its path, as found in the outbox."""
    address = "bruno.lacaze@vauclair.example"
    page.evaluate(
        """async (email) => { await fetch("/entrer", {method: "POST", body: new URLSearchParams({email}), credentials: "omit"}); }""",
        address,
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for mail in sorted((product.folder / "outbox").glob("*")):
            found = re.search(r"/entrer/([\w-]{20,})", mail.read_text(encoding="utf-8").replace("=\n", ""))
            if found:
                return found[0]
        time.sleep(0.1)
    raise AssertionError("no sign-in mail came")


def see_as_supplier(browser: Browser, product: Product) -> BrowserContext:
    """Return Claire's browser in the capped session that sees what the supplier sees."""
    context = enter(browser, product, state.CLAIRE)
    page = context.new_page()
    page.goto(product.at("/projets"), wait_until="load")
    path = "/api/specifications/{specification}/view-as".format_map(product.names)
    href = ask(page, "POST", path, {"organization_id": product.names["supplier"]})["href"]
    product.names["view"] = href.partition("/s/")[0]
    page.close()
    return context
