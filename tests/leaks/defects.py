"""Every planted defect: through which channel it leaks, who profits, and how the walk comes to see it.

The channels are those of the domain guide (§3.5) and of the security notes (§3.2). Two of the guide's have nothing in the
product yet that could leak through them: names in arbitrations, and the glossary.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tests.leaks import defects_of_exits as exits
from tests.leaks import defects_of_sight as sight
from tests.leaks.addresses import exports, mistakes, readings
from tests.leaks.canary import Kind
from tests.leaks.deeds import with_words
from tests.leaks.gathering import break_down, logged, read_mails, restored
from tests.leaks.harvest import LOG, Harvest, mailbox
from tests.leaks.listening import listen, type_everywhere
from tests.leaks.pictures import picture
from tests.leaks.planted import Planted, served_copy
from tests.leaks.world import World
from tests.web.ask import Ask
from tests.web.asking import rows

CHANNELS: Final = frozenset({
    "documents", "undo history", "presence", "search", "mentions", "notifications", "hidden codes", "differences", "deleted text",
    "pdf metadata", "file names", "traces", "closed threads", "error texts", "image metadata", "names of documents",
})  # fmt: skip
"""Those of the domain guide."""

Look = Callable[[Harvest, str, Path], list[str]]
"""Has the walk look where a defect shows; returns the leaks found."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect: its channel, what is put into the product, who would profit, and where the walk looks."""

    channel: str
    plant: Callable[[sight.Patch, World], None]
    who: str
    look: Look
    name: str = ""

    @property
    def title(self) -> str:
        """What it is called in reports."""
        return f"{self.channel}: {self.name or self.plant.__name__} for {self.who}"


def caught(defect: Defect, planted: Planted, place: Path, patch: sight.Patch) -> bool:
    """Tell whether the walk cries out when the defect is there."""
    aviary = replace(planted.world.aviary, canaries=dict(planted.world.aviary.canaries))
    defect.plant(patch, planted.world)
    with served_copy(place, replace(planted, world=replace(planted.world, aviary=aviary))) as everyone:
        found = defect.look(Harvest(everyone), defect.who, place)
    return any(leak.startswith(f"{defect.who} ") for leak in found)


def asking(*names: str, first: str = "", formats: tuple[str, ...] = ("json",)) -> Look:
    """Ask these routes with every identifier, after somebody else did where what they were sent could be kept."""

    def look(walk: Harvest, who: str, place: Path) -> list[str]:
        by_name = {row.name: row for row in rows()}
        listed = [(name, ask) for name, ask in readings(walk.world) + exports(walk.world, formats) if name in names]
        for name in set(names) - {name for name, _ in listed}:
            walker = by_name[name].walker
            assert walker is not None
            listed.append((name, walker(walk.world)))
        for one in filter(None, (first, who)):
            for name, ask in listed:
                walk.ask(one, by_name[name], ask)
        return walk.leaks()

    return look


def sitting(walk: Harvest, who: str, place: Path) -> list[str]:
    """Sit on the live line while texts are typed."""
    asyncio.run(listen(walk, [who, "alice", "samir"], type_everywhere))
    return walk.leaks()


def mistaking(walk: Harvest, who: str, place: Path) -> list[str]:
    """Make mistakes about what one may not know of."""
    by_name = {row.name: row for row in rows()}
    for name, ask in mistakes(walk.world):
        if name == "change_requirement":
            walk.ask(who, by_name[name], ask)
    return walk.leaks()


def sending_a_picture(walk: Harvest, who: str, place: Path) -> list[str]:
    """Send a picture that tells where it was taken, and look at it."""
    by_name = {row.name: row for row in rows()}
    told = picture(walk.world.aviary.plant("what the camera told", Kind.NOBODY))
    row = by_name["add_picture"]
    assert row.walker is not None
    ask = replace(row.walker(walk.world), content=told)
    made = walk.everybody.ask(who, row, ask).json()["id"]
    show = {"specification_id": walk.world.specification_id, "attachment_id": made}
    walk.ask(who, by_name["show_picture"], Ask(who, show))
    return walk.leaks()


def talking(walk: Harvest, who: str, place: Path) -> list[str]:
    """Begin a thread that names somebody, and read what is logged and mailed of it."""
    row = next(row for row in rows() if row.name == "raise_thread")
    assert row.walker is not None
    with logged() as lines:
        ask = row.walker(walk.world)
        walk.ask(ask.who, row, with_words(walk.world, row, ask))
    read_mails(walk)
    for line in lines:
        walk.keep(LOG.name, "log lines", "a line of the log", line.encode())
    return walk.leaks()


def failing(walk: Harvest, who: str, place: Path) -> list[str]:
    """Read what is logged while the database fails."""
    with logged() as lines:
        break_down(walk)
    for line in lines:
        walk.keep(LOG.name, "log lines", "a line of the log", line.encode())
    return walk.leaks()


def restoring(walk: Harvest, who: str, place: Path) -> list[str]:
    """Read the page that came back from a backup."""
    (place / "restored").mkdir()
    with restored(place / "restored", walk.everybody) as again:
        return PAGE(again, who, place)


PAGE, PROJECTS = asking("show_specification"), asking("show_projects")

DEFECTS: Final = (
    Defect("labels", sight.sees_everything, "bilal", asking("read_around", "show_specification")),
    Defect("labels", sight.sees_everything, "samir", asking("read_facts")),
    Defect("labels", sight.drafts_shown, "alice", asking("show_specification", "read_facts")),
    Defect("labels", sight.real_text_instead, "samir", asking("read_facts")),
    Defect("labels", sight.live_text_taken_for_a_version, "alice", asking("show_specification", "download_working")),
    Defect("labels", sight.every_section_open, "alice", PAGE),
    Defect("labels", sight.pictures_open, "samir", asking("show_picture")),
    Defect("labels", sight.observer_reads_origins, "olga", asking("read_around", "show_specification", "show_origins")),
    Defect("labels", sight.administrator_reads, "theo", asking("show_specification", "show_origins")),
    Defect("labels", sight.strangers_taken_in, "outsider", PAGE),
    Defect("labels", sight.previews_above_who_looks, "view", PAGE),
    Defect("documents", sight.live_door_open, "bilal", sitting),
    Defect("documents", exits.words_on_the_live_line, "samir", sitting),
    Defect("names of documents", exits.names_of_live_documents, "bilal", sitting),
    Defect("presence", sight.presence_open, "bilal", sitting),
    Defect("undo history", sight.history_unfiltered, "samir", asking("read_around")),
    Defect("deleted text", sight.past_open, "alice", asking("read_moment")),
    Defect("deleted text", sight.sealed_past_open, "samir", asking("read_moment")),
    Defect("search", sight.search_over_everything, "samir", asking("search")),
    Defect("search", sight.one_cache_for_all, "samir", asking("search", first="claire")),
    Defect("caches", sight.one_cache_for_all, "samir", asking("show_specification", first="claire")),
    Defect("caches", sight.one_file_for_the_firm, "samir", asking("download_baseline", first="claire")),
    Defect("mentions", sight.everything_may_be_named, "samir", asking("find_mentions")),
    Defect("hidden codes", sight.every_mention_known, "samir", PAGE),
    Defect("traces", sight.links_by_their_ends, "samir", asking("read_facts", "read_around")),
    Defect("closed threads", sight.closed_threads_heard, "alice", asking("read_around")),
    Defect("threads", sight.threads_without_audience, "samir", asking("read_around")),
    Defect("threads", sight.threads_without_audience, "alice", asking("read_around")),
    Defect("threads", sight.rivals_heard_in_threads, "alice", asking("read_around")),
    Defect("differences", sight.proposals_without_label, "alice", asking("read_proposals")),
    Defect("differences", sight.drafts_of_others, "bruno", asking("read_proposals")),
    Defect("rivals", sight.offers_open, "alice", asking("read_around", "show_version")),
    Defect("rivals", sight.rival_named_in_a_label, "alice", asking("read_facts", "read_around")),
    Defect("rivals", sight.rivals_listed, "alice", asking("read_board")),
    Defect("rivals", sight.members_named, "alice", asking("read_facts")),
    Defect("rivals", sight.releases_of_rivals, "bilal", asking("show_version", "read_board", "download_release")),
    Defect("error texts", sight.hidden_things_refused_with_what_they_hold, "anne", mistaking),
    Defect("image metadata", sight.pictures_kept_as_they_came, "claire", sending_a_picture),
    Defect("notifications", exits.words_in_a_mail, mailbox("samir"), talking),
    Defect("log lines", exits.words_in_the_log, LOG.name, talking),
    Defect("log lines", exits.values_in_the_log, LOG.name, failing),
    Defect("backups", exits.labels_lost_in_a_backup, "samir", restoring),
    Defect("pdf metadata", exits.title_of_a_pdf, "alice", asking("download_release", formats=("pdf",))),
    Defect("pdf metadata", exits.bookmark_of_a_pdf, "alice", asking("download_release", formats=("pdf",))),
    Defect("file names", exits.name_of_a_file, "alice", asking("download_working")),
    Defect("headers", exits.header, "alice", PROJECTS),
    *(
        Defect("pages", exits.in_a_page(dress), "alice", PROJECTS, f"in {name}")
        for name, dress in exits.DRESSES.items()
    ),
)
