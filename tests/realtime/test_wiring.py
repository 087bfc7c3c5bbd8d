"""The live engine in the house: real rights, real pages, real deeds (A3, A10, P9, P12, P37)."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from server.crdt.refusals import Refused
from server.crdt.seeding import seed
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label
from server.realtime import codec
from server.realtime.bus import InProcessBus
from server.realtime.endpoint import serve
from server.realtime.hub import Hub
from server.realtime.limits import LiveLimits
from server.realtime.wiring import Teller, account_of, collaborators
from server.services import (
    accounts,
    correcting,
    diagnosis,
    inviting,
    live,
    opening,
    proposing,
    reclassifying,
    replaying,
    restoring,
    sessions,
)
from server.services.sessions import SignedIn
from server.settings import Settings
from tests.crdt.wire import block, update, words
from tests.realtime.client import Client, connected
from tests.realtime.world import listening
from tests.services.scene import Scene, open_scene

pytestmark = pytest.mark.anyio


@dataclass
class LiveScene:
    """The demo, served live."""

    scene: Scene
    hub: Hub
    port: int
    signed_in: dict[str, SignedIn]

    def url(self, name: str) -> str:
        """Where a person connects."""
        return f"ws://127.0.0.1:{self.port}/live/{name}"

    def cursor(self, name: str) -> str:
        """Where the person's page stands now."""
        session = self.signed_in[name].session_id
        return live.news(self.scene.house, session, self.scene.specification_id, "")[0]

    def origins_cursor(self, name: str) -> str:
        """Where the person's page of origins stands now."""
        return diagnosis.see_diagnosis(self.scene.house, self.scene.reader(name), self.scene.specification_id).cursor

    async def stand(self, client: Client, name: str, cursor: str = "") -> None:
        """Open the page channel and say where the page stands."""
        await client.ask("page")
        since = json.dumps({"type": "since", "cursor": cursor or self.cursor(name)})
        await client.send(codec.stateless("page", since))
        await client.has(client.messages)


@pytest.fixture
async def served(settings: Settings) -> AsyncIterator[LiveScene]:
    """The demo on a node, everybody signed in."""
    with open_scene(settings) as scene:
        house = scene.house
        signed_in = {}
        with house.database.write() as connection:
            tokens = {
                name: sessions.open_session(house, connection, person, "test") for name, person in scene.people.items()
            }
        for name, token in tokens.items():
            signed_in[name] = sessions.get_signed_in(house, token)
        hub = Hub(collaborators(house), InProcessBus(), LiveLimits(patch_window=0.02, projection_window=0.02))
        house.tell = Teller(hub, asyncio.get_running_loop())

        async def take(socket: WebSocket) -> None:
            who = account_of(signed_in[socket.path_params["specification_id"]])
            await serve(hub, socket, who, scene.project_id, scene.specification_id)

        async with (
            hub.running(),
            listening([WebSocketRoute("/live/{specification_id}", take)], "raw", hub.limits) as port,
        ):
            yield LiveScene(scene, hub, port, signed_in)


async def test_p28_an_accepted_proposal_folds_into_the_text_others_are_writing(served: LiveScene) -> None:
    scene = served.scene
    house, spec, part = scene.house, scene.specification_id, scene.requirement("Garder la main").statement
    async with connected(served.url("claire")) as claire, connected(served.url("bruno")) as bruno:
        hers, his = await claire.open(part.generation), await bruno.open(part.generation)
        made = await asyncio.to_thread(proposing.begin_proposal, house, scene.reader("claire"), spec, part.id)
        fork = next(one for one in scene.content().proposals if one.id == made).text.generation
        await claire.type(fork, await claire.open(fork), " PROPOSÉ")
        await claire.acknowledged(fork, 2)
        await asyncio.to_thread(proposing.open_proposal, house, scene.reader("claire"), spec, made, reason="Mieux dit")
        await claire.type(part.generation, hers, " ÉCRIT")
        await claire.acknowledged(part.generation, 2)
        mark = next(iter(proposing.see_proposals(house, scene.reader("bruno"), spec))).against or ""

        await asyncio.to_thread(proposing.accept_proposal, house, scene.reader("bruno"), spec, made, despite=mark)

        await bruno.has(lambda: {"PROPOSÉ", "ÉCRIT"} <= set(bruno.words(part.generation).split()))
        await bruno.type(part.generation, bruno.feed(part.generation, his), " ENSUITE")
        await claire.has(lambda: {"PROPOSÉ", "ENSUITE"} <= set(claire.feed(part.generation, hers).words.split()))


async def test_p40_what_a_pilot_types_reaches_the_page_of_the_other(served: LiveScene) -> None:
    requirement = served.scene.requirement("Garder la main")
    part = requirement.statement.generation
    async with connected(served.url("claire")) as claire, connected(served.url("bruno")) as bruno:
        await served.stand(bruno, "bruno")
        text = await claire.open(part)

        await claire.type(part, text, " EN DIRECT")

        await bruno.has(lambda: any("EN DIRECT" in json.dumps(message) for message in bruno.messages()))
        patch = bruno.messages()[-1]
        assert [item["id"] for item in patch["items"]] == [f"r-{requirement.id}"]


async def test_p46_the_page_of_origins_is_told_the_texts_that_changed_and_whether_anything_else_did(
    served: LiveScene,
) -> None:
    scene = served.scene
    finding = next(one for one in scene.content().findings if one.register == "work")
    async with connected(served.url("nadia")) as nadia, connected(served.url("samir")) as samir:
        await served.stand(samir, "samir", served.origins_cursor("samir"))
        text = await nadia.open(finding.text.generation)

        await nadia.type(finding.text.generation, text, " MESURÉ")
        await samir.has(lambda: len(samir.messages()) == 2)
        subject = Subject(SubjectKind.FINDING, finding.id)
        await asyncio.to_thread(
            lambda: correcting.correct(
                scene.house,
                scene.reader("nadia"),
                scene.specification_id,
                subject,
                field="title",
                value="Un constat dit autrement",
                before=finding.title,
            )
        )
        await samir.has(lambda: len(samir.messages()) == 3)

    current, typed, corrected = samir.messages()
    assert current["type"] == "current"
    assert (typed["type"], typed["facts"], [one["part"] for one in typed["texts"]]) == (
        "origins",
        False,
        [finding.text.id],
    )
    assert "MESURÉ" in typed["texts"][0]["html"]
    assert (corrected["texts"], corrected["facts"]) == ([], True)
    assert "dit autrement" not in json.dumps(corrected)


async def test_p46_what_is_above_a_reader_is_not_heard_on_the_page_of_origins_and_a_supplier_hears_nothing(
    served: LiveScene,
) -> None:
    scene = served.scene
    finding = next(one for one in scene.content().findings if one.register == "work")
    await asyncio.to_thread(_raise_label, served, finding.text.id)
    raised = next(one for one in scene.content().findings if one.id == finding.id).text
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    await asyncio.to_thread(
        lambda: opening.open_section(
            scene.house,
            scene.reader("claire"),
            scene.specification_id,
            section_id=scene.content().sections[0].id,
            organization_id=scene.reader(supplier).organization_id,
        )
    )
    stands = served.origins_cursor("claire")
    async with (
        connected(served.url("claire")) as claire,
        connected(served.url("bruno")) as bruno,
        connected(served.url("samir")) as samir,
        connected(served.url(supplier)) as rival,
    ):
        await served.stand(bruno, "bruno", served.origins_cursor("bruno"))
        await served.stand(samir, "samir", served.origins_cursor("samir"))
        await served.stand(rival, supplier, stands)
        text = await claire.open(raised.generation)

        await claire.type(raised.generation, text, " SECRET")
        await bruno.has(lambda: len(bruno.messages()) == 2)
        assert "SECRET" in bruno.messages()[1]["texts"][0]["html"]
        await samir.send(
            codec.stateless("page", json.dumps({"type": "since", "cursor": served.origins_cursor("samir")}))
        )
        await samir.has(lambda: len(samir.messages()) == 2)

    first, second = samir.messages()
    assert first == second
    assert first["type"] == "current"
    assert {one["type"] for one in rival.messages()} == {"reload"}


async def test_p35_the_page_is_answered_current_patch_or_reload(served: LiveScene) -> None:
    requirement = served.scene.content().requirements[0]
    async with connected(served.url("claire")) as claire, connected(served.url("bruno")) as bruno:
        stands = served.cursor("bruno")
        await served.stand(bruno, "bruno")
        text = await claire.open(requirement.statement.generation)
        await claire.type(requirement.statement.generation, text, " EN DIRECT")
        await bruno.has(lambda: len(bruno.messages()) == 2)

        await bruno.send(codec.stateless("page", json.dumps({"type": "since", "cursor": stands})))
        await bruno.has(lambda: len(bruno.messages()) == 3)
        await bruno.send(codec.stateless("page", json.dumps({"type": "since", "cursor": "none of ours"})))
        await bruno.has(lambda: len(bruno.messages()) == 4)

    current, patch, again, reload = bruno.messages()
    assert current == {"type": "current", "cursor": stands}
    assert (set(patch), patch["type"]) == ({"type", "cursor", "items"}, "patch")
    assert (again["type"], again["cursor"]) == ("patch", patch["cursor"])
    assert patch["cursor"] != stands
    assert reload == {"type": "reload"}


async def test_p9_a_supplier_opens_nothing_that_was_not_opened_to_it(served: LiveScene) -> None:
    supplier = next(name for name in served.scene.people if served.scene.reader(name).is_supplier)
    part = served.scene.requirement("Garder la main").rationale.generation
    async with connected(served.url(supplier)) as rival:
        await rival.ask(part)

        await rival.has(lambda: rival.scopes(part) == ["denied: not-in-your-sight"])


async def test_p12_raising_a_label_closes_the_old_document_before_the_deed_is_answered(served: LiveScene) -> None:
    requirement = served.scene.requirement("Garder la main")
    part = requirement.statement.generation
    async with connected(served.url("samir")) as samir:
        await samir.open(part)

        await asyncio.to_thread(_raise_label, served, requirement.statement.id)

        await samir.has(lambda: samir.closes(part))
        assert part not in served.hub._rooms
        await samir.ask(part)
        await samir.has(lambda: samir.scopes(part)[-1] == "denied: not-in-your-sight")


async def test_h4_a_restored_text_appears_to_all_who_have_it_open_and_they_write_on(served: LiveScene) -> None:
    scene, text = served.scene, served.scene.content().requirements[0].statement
    part, house, spec = text.generation, scene.house, scene.specification_id
    async with connected(served.url("claire")) as claire, connected(served.url("bruno")) as bruno:
        hers = await claire.open(part)
        await bruno.open(part)
        await claire.type(part, hers, " ET PUIS")
        await claire.acknowledged(part, 2)
        reader = scene.reader("bruno")
        first, *_, last = replaying.see_past(house, reader, spec, text.id).moments

        await asyncio.to_thread(lambda: restoring.restore_text(house, reader, spec, text.id, at=first.at, seen=last.at))

        await bruno.has(lambda: len(bruno.updates(part)) == 2)
        assert "ET PUIS" not in bruno.words(part)
        await claire.has(lambda: "ET PUIS" not in claire.feed(part, hers).words)
        await claire.type(part, hers, " ENFIN")
        await bruno.has(lambda: bruno.words(part).endswith(" ENFIN"))
        await claire.acknowledged(part, 3)
        assert 0 not in claire.acks(part)


def _raise_label(served: LiveScene, part_id: str) -> None:
    scene = served.scene
    pilot, subject = scene.reader("claire"), Subject(SubjectKind.TEXT, part_id)
    reclassifying.change_label(scene.house, pilot, scene.specification_id, subject, label=Label(4))


async def test_p31_management_sees_who_lets_it_and_for_as_long_as_they_do(served: LiveScene) -> None:
    scene = served.scene
    member = next(one for one in scene.content().members if one.person_id == scene.people["samir"])
    await asyncio.to_thread(
        lambda: inviting.change_role(scene.house, scene.reader("claire"), member.membership_id, role="line_manager")
    )
    async with (
        connected(served.url("nadia")) as nadia,
        connected(served.url("samir")) as manager,
        connected(served.url("bruno")) as bruno,
    ):
        for one in (nadia, manager, bruno):
            await one.ask("page")
        await nadia.announce("page", 7, 1, {})
        await bruno.has(lambda: 7 in bruno.beings("page"))
        unseen = manager.got("page", codec.Kind.AWARENESS)

        await asyncio.to_thread(lambda: _show_presence(served, "nadia", shown=True))
        await manager.has(lambda: 7 in manager.beings("page"))
        await asyncio.to_thread(lambda: _show_presence(served, "nadia", shown=False))

        await manager.has(lambda: 7 not in manager.beings("page"))
        assert unseen == []
        assert 7 in bruno.beings("page")


def _show_presence(served: LiveScene, name: str, *, shown: bool) -> None:
    accounts.set_preferences(served.scene.house, served.signed_in[name], seen_by_management=shown)


async def test_p12_a_section_opened_live_is_read_until_it_is_closed(served: LiveScene) -> None:
    scene = served.scene
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    section = next(one for one in scene.content().sections if one.label == "N0" and one.intro.label == "N0")
    pilot, organization = scene.reader("claire"), scene.reader(supplier).organization_id
    async with connected(served.url(supplier)) as reader:
        await reader.ask(section.intro.generation)
        await reader.has(lambda: reader.scopes(section.intro.generation))
        opened = await asyncio.to_thread(
            lambda: opening.open_section(
                scene.house, pilot, scene.specification_id, section_id=section.id, organization_id=organization
            )
        )
        await reader.ask(section.intro.generation)
        await reader.has(lambda: len(reader.scopes(section.intro.generation)) == 2)

        await asyncio.to_thread(opening.close_section, scene.house, pilot, scene.specification_id, opened)

        await reader.has(lambda: reader.closes(section.intro.generation) == ["rights-changed"])
        assert reader.scopes(section.intro.generation) == ["denied: not-in-your-sight", "readonly"]


async def test_a_text_takes_no_more_than_the_installation_chose(settings: Settings) -> None:
    with open_scene(replace(settings, limits=replace(settings.limits, part_bytes=2000))) as scene:
        replica = collaborators(scene.house).replay("no-such-document", [seed(from_plain("Peu."), 7)])

        assert replica.receive(update(block(8, 0, words("y" * 900, right=(7, 2)))), {8}).new
        with pytest.raises(Refused, match="part_size"):
            replica.receive(update(block(8, 900, words("y" * 2000, origin=(8, 899), right=(7, 2)))), {8})
