"""What it adds that writer and reader sit on two nodes: the same edits, read on the writer's node and on every other one."""

import asyncio
import contextlib

from tests.benchmarks.nodes.site import Desk
from tests.benchmarks.storm.figures import figures
from tests.benchmarks.storm.writing import delays_ms, ear, write

EDITS, PAUSE = 300, 0.02


async def crossing(desks: list[Desk], text: str) -> dict[str, float]:
    """Write on the first node, with one reader on each; the difference is taken edit by edit."""
    async with contextlib.AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(ear(desk, 1, text)) for desk in desks]
        pen = await stack.enter_async_context(ear(desks[0], 0, text))
        sent = await write(pen, "mot ", EDITS, PAUSE)
        async with asyncio.timeout(30):
            while any(len(reader.updates) < EDITS for reader in readers):
                await asyncio.sleep(0.01)
        here, *there = [delays_ms(sent, reader.updates) for reader in readers]
    added = [far - near for other in there for far, near in zip(other, here, strict=True)]
    found = {f"same_node_{name}_ms": value for name, value in figures(here).items()}
    if added:
        found |= {
            f"other_node_{name}_ms": value for name, value in figures([one for way in there for one in way]).items()
        }
        found |= {f"added_{name}_ms": value for name, value in figures(added).items()}
    return {name: round(value, 2) for name, value in found.items()}
