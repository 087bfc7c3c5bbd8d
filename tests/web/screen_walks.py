"""How each screen is asked for with real identifiers: one walker for each, so that a new screen is not forgotten."""

from datetime import timedelta

from server.domain.ids import new_id
from server.services import cards, signing_in
from server.services.tokens import fingerprint, new_token
from server.storage import account_rows
from tests.leaks.world import World
from tests.web import things
from tests.web.ask import SPEC, Ask, Walker


def _in(world: World, who: str = "claire", **path: str) -> Ask:
    return Ask(who, {SPEC: world.specification_id, **path})


def _link_of(world: World) -> str:
    """A fresh sign-in link of somebody."""
    token, now = new_token(), world.house.clock()
    with world.house.database.write() as connection:
        account_rows.insert_token(
            connection,
            account_rows.SignInToken(
                new_id(),
                world.person("fanny"),
                fingerprint(token),
                fingerprint(new_token()),
                now,
                now + timedelta(minutes=5),
            ),
        )
    return token


def _code(world: World) -> Ask:
    """The six digits that somebody was sent."""
    token_id, now, person = new_id(), world.house.clock(), world.person("fanny")
    hashed = signing_in._code_hash(world.house, token_id, "123456")
    with world.house.database.write() as connection:
        account = account_rows.find_account(connection, person)
        kept = account_rows.SignInToken(
            token_id, person, fingerprint(new_token()), hashed, now, now + timedelta(minutes=5)
        )
        account_rows.insert_token(connection, kept)
    assert account is not None
    return Ask("nobody", form={"email": account.email, "code": "123 456"})


def _chapter(world: World) -> Ask:
    return _in(world, "samir", section_id=things.section(world).id)


def _kind(world: World, who: str = "claire") -> Ask:
    return _in(world, who, kind="finding", origin_id=things.finding(world).id)


def _by_card(world: World) -> Ask:
    """The code of a fresh card, at its door."""
    member = things.by_card(world)
    printed = cards.give_cards(world.house, world.reader("claire"), [member])
    return Ask("nobody", {"door": printed.address.rpartition("/")[2]}, form={"code": printed.cards[0].code})


def _cards(world: World) -> Ask:
    return Ask("claire", {SPEC: world.specification_id}, form={"member": things.by_card(world)})


def _remark(world: World) -> Ask:
    path = {SPEC: world.specification_id, "requirement_id": things.item(world).id}
    return Ask("samir", path, form={"feeling": "worry", "text": "Et la nuit", "key": new_id()})


def _added(world: World) -> Ask:
    path = {SPEC: world.specification_id, "thread_id": things.thread(world)[0]}
    return Ask("claire", path, form={"deed": "add", "text": "Encore"})


SCREENS: dict[tuple[str, str], Walker] = {
    ("GET", "/entrer"): lambda w: Ask("nobody"),
    ("POST", "/entrer"): lambda w: Ask("nobody", form={"email": "personne@exemple.fr"}),
    ("POST", "/entrer/code"): _code,
    ("GET", "/entrer/{token}"): lambda w: Ask("nobody", {"token": _link_of(w)}),
    ("POST", "/entrer/{token}"): lambda w: Ask("nobody", {"token": _link_of(w)}),
    ("GET", "/demo/{token}"): lambda w: Ask("nobody", {"token": _link_of(w)}),
    ("POST", "/sortir"): lambda w: Ask("fanny"),
    ("POST", "/vue/quitter"): lambda w: Ask("view"),
    ("POST", "/langue/{language}"): lambda w: Ask("nobody", {"language": "fr"}),
    ("GET", "/atelier/{door}"): lambda w: Ask("nobody", {"door": "ab12cd34"}),
    ("POST", "/atelier/{door}"): _by_card,
    ("GET", "/hors-ligne"): lambda w: Ask("nobody"),
    ("GET", "/bienvenue"): lambda w: Ask("samir"),
    ("POST", "/bienvenue"): lambda w: Ask("samir"),
    ("GET", "/"): lambda w: Ask("samir"),
    ("GET", "/projets"): lambda w: Ask("samir"),
    ("GET", "/nouveau"): lambda w: Ask("claire"),
    ("GET", "/compte"): lambda w: Ask("samir"),
    ("GET", "/mes-taches"): lambda w: Ask("samir"),
    ("GET", "/s/{specification_id}/taches"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/taches/{task_id}/{requirement_id}"): lambda w: _in(
        w, "samir", task_id=min(w.reader("samir").task_ids), requirement_id=things.item(w).id
    ),
    ("GET", "/s/{specification_id}/fonctions/{requirement_id}"): lambda w: _in(
        w, "samir", requirement_id=things.item(w).id
    ),
    ("POST", "/s/{specification_id}/fonctions/{requirement_id}"): _remark,
    ("GET", "/s/{specification_id}/remarques"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/remarques/{thread_id}"): lambda w: _in(w, thread_id=things.thread(w)[0]),
    ("POST", "/s/{specification_id}/remarques/{thread_id}"): _added,
    ("POST", "/s/{specification_id}/personnes/fiches"): _cards,
    ("GET", "/s/{specification_id}"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/accueil"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/origines"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/origines/matrice"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/origines/matrice/{section_id}"): _chapter,
    ("GET", "/s/{specification_id}/origines/liens"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/origines/liens/{section_id}"): _chapter,
    ("GET", "/s/{specification_id}/origines/{kind}/{origin_id}/exigence"): _kind,
    ("GET", "/s/{specification_id}/visas"): _in,
    ("GET", "/s/{specification_id}/craintes"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/relecture"): _in,
    ("GET", "/s/{specification_id}/origines/importer"): lambda w: _in(w, "anne"),
    ("GET", "/s/{specification_id}/decisions"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/decisions/{case_id}"): lambda w: _in(w, "samir", case_id=things.case(w)),
    ("GET", "/s/{specification_id}/diffuser"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/diffuser/perte/{organization_id}"): lambda w: _in(
        w, "samir", organization_id=w.reader("alice").organization_id
    ),
    ("GET", "/s/{specification_id}/diffuser/perte/{organization_id}/{baseline_id}"): lambda w: _in(
        w, "samir", organization_id=w.reader("alice").organization_id, baseline_id=w.baseline_id
    ),
    ("GET", "/s/{specification_id}/versions"): lambda w: _in(w, "alice"),
    ("GET", "/s/{specification_id}/versions/{release_id}"): lambda w: _in(w, "alice", release_id=w.releases["A"]),
    ("GET", "/s/{specification_id}/personnes"): lambda w: _in(w, "samir"),
    ("GET", "/s/{specification_id}/personnes/registre"): _in,
    ("GET", "/fichiers/{specification_id}/{attachment_id}"): lambda w: _in(w, "samir", attachment_id=w.pictures["N0"]),
}
"""By method and path. The code nobody was sent is refused on its page, which is an answer like another."""
