"""Remembers, for each reader of a project, whose presence and which places they may know of."""

from server.realtime.ports import Account, Sight


class KnownSight:
    """Asks once and remembers until `forget`: called at every deed and every change of rights."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._known: dict[str, tuple[dict[str, bool], dict[str, bool]]] = {}
        self._turn = 0

    def forget(self) -> None:
        """Ask anew from now on."""
        self._known.clear()
        self._turn += 1

    async def __call__(
        self, account: Account, specification_id: str, people: frozenset[str], places: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return those of `people` and of `places` that `account` may know of."""
        known_people, known_places = self._known.setdefault(account.session_id, ({}, {}))
        new_people, new_places = people - known_people.keys(), places - known_places.keys()
        if new_people or new_places:
            turn = self._turn
            seen = await self._sight(account, specification_id, new_people, new_places)
            if turn != self._turn:
                return await self(account, specification_id, people, places)
            known_people.update((one, one in seen[0]) for one in new_people)
            known_places.update((one, one in seen[1]) for one in new_places)
        return (
            frozenset(one for one in people if known_people[one]),
            frozenset(one for one in places if known_places[one]),
        )
