"""Coming in without an e-mail address: the door of the workplace, and a code on a printed card (RULES.md, W1 to W4)."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.errors import Invalid, NotInYourSight, NotSignedIn
from server.domain.ids import new_id
from server.domain.roles import DEFAULT_CLEARANCE, OrganizationKind, Role
from server.domain.tracing import Subject, SubjectKind
from server.exports.qr import qr_svg
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2
from server.policy.reader import Reader
from server.services.fields import choice, line
from server.services.house import Deed, House, Told
from server.services.inviting import demand_tasks, get_organization
from server.services.rate_limits import Limit, place_of, spend, take_back
from server.services.signing_in import FAILURES_PER_PLACE, enter
from server.storage import account_rows, card_rows, membership_rows, tracing_rows
from server.storage.account_rows import NO_MAIL, Account
from server.storage.card_rows import Card
from server.storage.membership_rows import Membership, Participant

ROLES: Final = frozenset({Role.EMPLOYEE, Role.LINE_MANAGER, Role.EMPLOYEE_REP})
"""Who may take part without an e-mail address: people of the firm who do not steer."""
DIGITS: Final = 8
FAILURES_PER_DOOR: Final = Limit("failure-door", 60)

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits of a door, without those that are taken for each other when read off a wall."""
_DOOR_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who takes part without an e-mail address, and as what."""

    name: str
    role: str
    organization_id: str
    task_ids: Sequence[str] = ()
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What stands on one person's card; the code, eight digits, is known to nobody else and is not kept."""

    name: str
    code: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """Cards as they are printed, with the address of the door that they open and the name of the project."""

    address: str
    project: str
    cards: tuple[PrintedCard, ...]


def add_without_mail(house: House, reader: Reader, newcomer: Newcomer) -> str:
    """Let somebody of the firm without an e-mail address take part, and return their membership; a card lets them in.

    Raises NotInYourSight for another project's organisation or task, NotAllowed, Invalid.
    """
    with house.deed(reader) as deed:
        demand(reader, Action.MEMBER_INVITE)
        organization = get_organization(deed, newcomer.organization_id)
        role = choice(newcomer.role, Role)
        if role not in ROLES or organization.kind is not OrganizationKind.FIRM:
            raise Invalid("role")
        demand_tasks(deed, newcomer.task_ids)
        name, person_id = line(newcomer.name, most=200, empty=False), new_id()
        language = "en" if newcomer.language == "en" else "fr"
        address = f"{new_id()}{NO_MAIL}".lower()
        account = Account(person_id, address, name, language, "auto", True, None, deed.at)
        account_rows.insert_account(deed.connection, account)
        level = DEFAULT_CLEARANCE[role]
        member = Membership(new_id(), reader.project_id, person_id, organization.id, role, level, (), deed.at)
        membership_rows.insert_membership(deed.connection, member)
        membership_rows.set_membership_tasks(deed.connection, member.id, dict.fromkeys(newcomer.task_ids))
        subject = Subject(SubjectKind.MEMBERSHIP, member.id)
        deed.record("join", subject, N2.canonical(), after={"role": role, "organization": organization.id})
        return member.id


def give_cards(house: House, reader: Reader, membership_ids: Sequence[str]) -> PrintedCards:
    """Make a card for each of these people without an e-mail address, by name; their cards and sessions of before end.

    Raises NotInYourSight for who takes no part, NotAllowed, Invalid for who has an address, or for nobody.
    """
    ended: list[str] = []
    with house.deed(reader) as deed:
        holders = _holders(deed, membership_ids)
        names = {one.id: one.name for one in tracing_rows.load_tasks(deed.connection, reader.project_id)}
        printed = []
        for one in holders:
            code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
            person_id, hashed = one.membership.person_id, _code_hash(house, reader.project_id, code)
            card = Card(new_id(), reader.project_id, person_id, hashed, deed.at)
            ended += card_rows.replace_card(deed.connection, card)
            deed.record("give_card", Subject(SubjectKind.MEMBERSHIP, one.membership.id), N2.canonical())
            tasks = tuple(sorted(names[task] for task in one.task_ids if task in names))
            printed.append(PrintedCard(one.name, f"{code[:4]} {code[4:]}", tasks))
        address = f"{house.settings.base_url}/atelier/{_door(deed)}"
        project, _ = membership_rows.project_names(deed.connection, reader.project_id)
    if ended:
        house.tell(Told("", None, ended_sessions=tuple(ended)))
    return PrintedCards(address, project, tuple(printed))


def _holders(deed: Deed, membership_ids: Sequence[str]) -> list[Participant]:
    if not may(deed.reader, Action.MEMBER_READ):
        raise NotInYourSight
    here = membership_rows.load_participants(deed.connection, deed.reader.project_id)
    found = [one for one in here if one.membership.id in set(membership_ids)]
    if len(found) != len(set(membership_ids)):
        raise NotInYourSight
    demand(deed.reader, Action.MEMBER_INVITE)
    if not found or not all(one.by_card for one in found):
        raise Invalid("card")
    return found


def _door(deed: Deed) -> str:
    door = card_rows.find_door(deed.connection, deed.reader.project_id)
    if door is None:
        door = "".join(secrets.choice(_LETTERS) for _ in range(_DOOR_LENGTH))
        card_rows.set_door(deed.connection, deed.reader.project_id, door)
    return door


def _code_hash(house: House, project_id: str, digits: str) -> str:
    return hmac.new(house.settings.secret_key, f"card {project_id} {digits}".encode(), hashlib.sha256).hexdigest()


def redeem_card(house: House, *, door: str, code: str, place: str, device: str) -> str:
    """Let the holder of a card in at a door and return the token of the session; spaces in the code do not count.

    Whatever is wrong, the refusal is the same. Raises NotSignedIn("card"), and TooManyAttempts once too many were wrong from
    one place or at one door.
    """
    digits = "".join(letter for letter in code if letter.isdigit())
    with house.database.write() as connection:
        spent = spend(connection, house.clock(), (FAILURES_PER_DOOR, door), (FAILURES_PER_PLACE, place_of(place)))
        project_id = card_rows.find_project_behind(connection, door) or ""
        holder = card_rows.find_holder(connection, project_id, _code_hash(house, project_id, digits))
        if holder is not None:
            take_back(connection, spent)
            account_rows.update_account(connection, holder, notice_seen_at=house.clock())
            return enter(house, connection, holder, device)
    raise NotSignedIn("card")


def door_code(address: str) -> str:
    """Return the address of a door as a square that a phone's camera reads: an SVG element."""
    return qr_svg(address, address)
