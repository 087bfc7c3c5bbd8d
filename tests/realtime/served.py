"""A node in a process of its own, to be killed: `python -m tests.realtime.served URL PROJECT SPECIFICATION PORT TRANSPORT`."""

import asyncio
import sys

import uvloop

from server.storage.database import Database
from server.storage.tables.live import text_parts
from tests.realtime.world import World, running_node


async def main(url: str, project_id: str, specification_id: str, port: str, transport: str) -> None:
    """Serve until killed; says « ready » when it answers."""
    database = Database(url)
    with database.read() as connection:
        parts = list(connection.scalars(text_parts.select().with_only_columns(text_parts.c.generation)))
    world = World(database, project_id, specification_id, parts, [])
    world.allow("ada")
    world.allow("bea")
    async with running_node(world, transport, port=int(port)):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
