"""How much is delivered as nodes are added: on each node people write in a text of that node, as the proxy places them."""

import asyncio
import contextlib
import time
from collections.abc import Sequence

from tests.benchmarks.nodes.site import Desk
from tests.benchmarks.storm.writing import ear, write

READERS, EDITS = 20, 400


async def carrying(desks: Sequence[Desk], texts: Sequence[str]) -> dict[str, float]:
    """Write on every node at once, each edit as soon as the one before is durable, before twenty readers."""
    async with contextlib.AsyncExitStack() as stack:
        pens, readers = [], []
        for desk, text in zip(desks, texts, strict=False):
            readers += [await stack.enter_async_context(ear(desk, number, text)) for number in range(READERS)]
            pens.append(await stack.enter_async_context(ear(desk, 0, text)))
        cpu, own, began = [desk.cpu() for desk in desks], time.process_time(), time.perf_counter()
        await asyncio.gather(*(write(pen, "mot ", EDITS, 0) for pen in pens))
        async with asyncio.timeout(60):
            while any(len(reader.updates) < EDITS for reader in readers):
                await asyncio.sleep(0.01)
        took, busy = time.perf_counter() - began, time.process_time() - own
        spent = [desk.cpu() - before for desk, before in zip(desks, cpu, strict=True)]
    delivered = len(readers) * EDITS
    return {
        "delivered_per_s": round(delivered / took, 1),
        "appended_per_s": round(len(pens) * EDITS / took, 1),
        "cpu_per_node": round(sum(spent) / len(desks) / took, 2),
        "cpu_us_per_delivery": round(sum(spent) / delivered * 1e6, 1),
        "memory_per_node_mib": round(max(desk.memory_mib() for desk in desks), 1),
        "generator_cpu": round(busy / took, 2),
    }
