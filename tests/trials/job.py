"""The whole job on one document: import, write together, trace, label, freeze, export; each step says whether it held."""

import json
import re
import secrets
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Final

from server.app import open_house
from server.services.acting import reader_of
from tests.pdf_words import pages_of
from tests.trials.installation import Installation, Person
from tests.trials.measures import Comparison, compare, in_export, in_markdown, words_of
from tests.trials.writers import Writers

FORMATS: Final = ("json", "html", "pdf")
EDITS: Final = 5
"""Words that each of the two people types, in turns."""

_ARTICLE: Final = re.compile(r'<article class="req" id="r-([\w-]+)".*?</article>', re.DOTALL)
_SECTION: Final = re.compile(r'data-section="([\w-]+)"')
_PLACE: Final = re.compile(r'id="(r|sh)-([\w-]+)"')
_OPEN_TEXT: Final = re.compile(r'data-text="(\w+)" data-write[^>]*>\s*<p>\s*[^\s<]')
_STATEMENT: Final = re.compile(r'class="stmt rich"[^>]*>')
_HYPHEN: Final = re.compile(r"[\u00ad\u2010-]\n")
_TAG: Final = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)


class Missed(Exception):
    """A step did not do what it promises; the message says what."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file: each step with « ok » or what went wrong, and what was kept."""

    name: str
    steps: dict[str, str]
    comparison: Comparison | None

    @property
    def good(self) -> bool:
        """Nothing lost, nothing failed."""
        return (
            self.comparison is not None
            and not any(self.comparison.lost.values())
            and set(self.steps.values()) == {"ok"}
        )


@dataclass(slots=True)
class Job:
    """One document on its way. `typed` are the invented words written meanwhile, each found nowhere else."""

    installation: Installation
    file: Path
    short_name: str = ""
    specification_id: str = ""
    edited: str = ""
    edited_in: str = ""
    traced: str = ""
    baseline: str = ""
    opened: str = ""
    typed: list[str] = field(default_factory=list)
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)

    @property
    def work(self) -> Person:
        """The pilot of the work seat."""
        return self.installation.person("steering_work")

    @property
    def production(self) -> Person:
        """The pilot of the production seat."""
        return self.installation.person("steering_production")

    @property
    def supplier(self) -> Person:
        """An engineer of the supplier the version is sent to."""
        return self.installation.person("supplier")

    @property
    def api(self) -> str:
        """The address of the specification in the API."""
        return f"/api/specifications/{self.specification_id}"

    def step(self, name: str, deed: Callable[[], None]) -> None:
        """Do one step and note how it went."""
        try:
            deed()
        except Exception as trouble:  # every kind of failure is what the report is for
            self.steps[name] = f"failed: {type(trouble).__name__}: {trouble}"[:600]
        else:
            self.steps[name] = "ok"

    def bring_in(self, email: str) -> None:
        """Import the file from the command line, before anybody serves."""
        self.short_name = self.installation.concerte("import", str(self.file), "--as", email)
        with open_house(self.installation.settings) as house:
            _, self.specification_id = reader_of(house, email=email, specification=self.short_name)

    def write_together(self) -> None:
        """Two people type in the same text at once; the server is killed once all is saved, and nothing is missing."""
        page = self._page()
        found = _OPEN_TEXT.search(page)
        _demand(found is not None, "no text that may be written in")
        assert found is not None
        owner = [*_PLACE.finditer(page, 0, found.start())][-1]
        self.edited_in = owner[2]
        text = self._text("requirement" if owner[1] == "r" else "section", self.edited_in, found[1])
        self.edited = text["part_id"]
        with Writers() as writers:
            names = self._open(writers, text["document"])
            words = [f" {self._invent()}" for _ in range(EDITS * len(names))]
            for place, word in enumerate(words):
                writers.do("type", **{"as": names[place % len(names)]}, words=word)
            before = self._equal(writers, names)
            self.installation.stop(signal.SIGKILL)
            self.installation.start()
            after = self._equal(writers, names)
        _demand(before == after, "the text changed when the server came back")
        _demand(all(word in after for word in words), "typed words are missing in the browsers")
        held = self._page()
        _demand(all(word.strip() in held for word in words), "typed words are missing on the server")

    def _text(self, owner: str, owner_id: str, kind: str) -> dict[str, str]:
        """A text's part and live document, as the page asks for them."""
        texts = self.work.ask("GET", f"{self.api}/texts?{owner}={owner_id}")["texts"]
        return dict(next(one for one in texts if one["kind"] == kind))

    def _open(self, writers: Writers, document: str) -> list[str]:
        people = {"work": self.work, "production": self.production}
        for name, person in people.items():
            url = f"ws://127.0.0.1:{self.installation.port}/live/{self.specification_id}"
            writers.do("connect", socket=name, url=url, headers=person.headers)
            writers.do("open", socket=name, name=document, **{"as": name})
        for name in people:
            scope = writers.comes(name, lambda state: state["synced"])["scope"]
            _demand(scope == "read-write", f"{name} may not write")
        return list(people)

    def _equal(self, writers: Writers, names: list[str]) -> str:
        """Wait until both have saved everything and read the same, and return it."""

        def saved(state: dict[str, Any]) -> bool:
            return bool(
                state["synced"] and not state["unsynced"] and all(word in state["whole"] for word in self.typed)
            )

        whole = str(writers.comes(names[0], saved)["whole"])
        return str(writers.comes(names[1], lambda state: saved(state) and state["whole"] == whole)["whole"])

    def _invent(self) -> str:
        word = "zq" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(10))
        self.typed.append(word)
        return word

    def trace(self) -> None:
        """A requirement gets its origin: a finding. A document without a free requirement gets one made of the finding."""
        finding = next(
            one for one in self.work.ask("GET", f"{self.api}/origins")["origins"] if one["subject"]["kind"] == "finding"
        )
        page = self._page()
        free = [one for one in _ARTICLE.finditer(page) if one[1] != self.edited_in]
        if free:
            self.traced = free[0][1]
            source = {"kind": "requirement", "id": self.traced}
            link = {"source": source, "target": finding["subject"], "kind": "derives_from", "reason": "Constat"}
            self.work.ask("POST", f"{self.api}/links", link)
        else:
            section = _SECTION.search(page)
            assert section is not None
            self._make_from(finding, section[1])
        _demand(finding["code"] in self._page(), "the page does not show the origin")

    def _make_from(self, finding: dict[str, Any], section_id: str) -> None:
        link = {"target": finding["subject"], "kind": "derives_from", "reason": "Constat"}
        form = {"section_id": section_id, "title": "Répondre au constat", "statement": self._invent(), "link": link}
        made = self.work.ask("POST", f"{self.api}/requirements", form)
        self.traced = made["id"]

    def label(self) -> None:
        """One seat closes the edited text to N3; both seats open another requirement, with what it stands in, to everybody."""
        self._raise_to_n3()
        page = self._page()
        traced = next(one for one in _ARTICLE.finditer(page) if one[1] == self.traced)
        article = traced[0]
        statement = _STATEMENT.search(article)
        _demand(statement is not None, "the traced requirement shows no statement")
        assert statement is not None
        drawn = article[statement.end() : article.find("</div>", statement.end())]
        self.opened = " ".join(words_of(_TAG.sub(" ", unescape(drawn))))
        section = [*_SECTION.finditer(page, 0, traced.start())][-1]
        for ancestor in self._with_ancestors(section[1]):
            self._open_to_all("section", ancestor)
        status = {"to": "discussion", "reason": "À montrer au fournisseur, qui ne lit aucun brouillon"}
        self.work.ask("POST", f"{self.api}/requirements/{self.traced}/status", status)
        self._open_to_all("requirement", self.traced)
        self._open_to_all("text", self._text("requirement", self.traced, "statement")["part_id"])

    def _raise_to_n3(self) -> None:
        path = f"{self.api}/labels/text/{self.edited}"
        choices = self.work.ask("GET", path)["choices"]
        key = next(one["label"]["key"] for one in choices if one["label"]["level"] == 3 and one["how"] == "now")
        self.work.ask("POST", path, {"label_key": key, "reason": "Essai"})
        _demand(self.work.ask("GET", path)["current"]["level"] == 3, "the text is not at N3")

    def _with_ancestors(self, section_id: str) -> list[str]:
        sections = self.work.ask("GET", f"{self.api}/outline")["sections"]
        place = next(at for at, one in enumerate(sections) if one["id"] == section_id)
        chain, depth = [section_id], sections[place]["depth"]
        for one in reversed(sections[:place]):
            if one["depth"] < depth:
                chain.insert(0, one["id"])
                depth = one["depth"]
        return chain

    def _open_to_all(self, kind: str, thing_id: str) -> None:
        path = f"{self.api}/labels/{kind}/{thing_id}"
        levels = self.work.ask("GET", path)
        if levels["current"]["level"] == 0:
            return
        key = next(one["label"]["key"] for one in levels["choices"] if one["label"]["level"] == 0)
        proposal = self.work.ask("POST", path, {"label_key": key, "reason": "À montrer au fournisseur"})["proposal"]
        _demand(self.work.ask("GET", path)["current"]["level"] != 0, "one seat alone opened a part")
        self.production.ask("POST", f"{self.api}/label-proposals/{proposal['id']}/confirm")
        _demand(self.work.ask("GET", path)["current"]["level"] == 0, "a part that both opened is still closed")

    def freeze(self) -> None:
        """One seat freezes, the other confirms, and the version goes to the supplier."""
        board = self.work.ask("POST", f"{self.api}/baselines", {"name": "Essai"})
        self.baseline = board["baselines"][0]["id"]
        board = self.production.ask("POST", f"{self.api}/baselines/{self.baseline}/confirm")
        _demand(board["baselines"][0]["status"] == "confirmed", "the version is not confirmed")
        firm = self.installation.link("supplier")["organization"]
        organization = next(one["id"] for one in board["organizations"] if one["name"] == firm)
        sent = {"baseline_id": self.baseline, "organization_id": organization, "reason": "Essai"}
        self.work.ask("POST", f"{self.api}/releases", sent)

    def export(self) -> None:
        """The pilot and the supplier take the version away in each format; closed words stay, open words go."""
        release = self.supplier.ask("GET", f"{self.api}/releases")["releases"][0]["id"]
        for name in FORMATS:
            self._take_away(name, release)

    def _take_away(self, name: str, release: str) -> None:
        firm = self.work.fetch(f"{self.api}/baselines/{self.baseline}/files/{name}")
        sent = self.supplier.fetch(f"{self.api}/releases/{release}/files/{name}")
        again = self.supplier.fetch(f"{self.api}/releases/{release}/files/{name}")
        self.files["pilot", name], self.files["supplier", name] = firm, sent
        closed = [word for word in self.typed if word != self.opened]
        _demand(sent == again, f"{name}: two downloads differ")
        _demand(all(word in _read(name, firm) for word in closed), f"{name}: the pilot's file lacks typed words")
        _demand(
            not any(word in _read(name, sent) for word in closed), f"{name}: the supplier's file holds closed words"
        )
        missing = Counter(words_of(self.opened)) - Counter(words_of(_read(name, sent)))
        _demand(not missing, f"{name}: the supplier's file lacks {' '.join(missing)} of the opened statement")

    def compared(self) -> Comparison:
        """Compare the source with the pilot's JSON of the frozen version, without what people typed meanwhile."""
        text = self.files["pilot", "json"].decode()
        for word in self.typed:
            text = text.replace(f" {word}", "").replace(word, "")
        parts = json.loads(text)["parts"]
        return compare(in_markdown(self.file.read_text(encoding="utf-8")), in_export(parts))

    def _page(self) -> str:
        return self.work.fetch(f"/s/{self.specification_id}").decode()


def _demand(held: bool, otherwise: str) -> None:
    if not held:
        raise Missed(otherwise)


def _read(name: str, content: bytes) -> str:
    if name == "pdf":
        return _HYPHEN.sub("", "\n".join(pages_of(content)))
    return unescape(_TAG.sub(" ", content.decode())) if name == "html" else content.decode()


def run(files: list[Path], data_dir: Path, say: Callable[[str], None]) -> list[Report]:
    """Do the whole job on each file, in one installation. `say` hears the name of each step as it begins."""
    with Installation(data_dir) as installation:
        installation.start()
        email = installation.person("steering_work").email
        installation.stop()
        jobs = [Job(installation, file) for file in files]
        for job in jobs:
            say(f"import {job.file.name}")
            job.step("import", lambda job=job: job.bring_in(email))  # type: ignore[misc]
        installation.start()
        return [_finish(job, say) for job in jobs]


def _finish(job: Job, say: Callable[[str], None]) -> Report:
    say(job.file.name)
    comparison: list[Comparison] = []
    if job.steps["import"] == "ok":
        job.step("write together", job.write_together)
        job.step("trace", job.trace)
        job.step("label", job.label)
        job.step("freeze", job.freeze)
        job.step("export", job.export)
        job.step("compare", lambda: comparison.append(job.compared()))
    return Report(job.file.name, job.steps, comparison[0] if comparison else None)
