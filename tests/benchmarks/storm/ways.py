"""HTTP beside WebSocket, on the same edits: how long until they are durable, and until somebody else reads them."""

import asyncio
import contextlib

from tests.benchmarks.storm.figures import figures
from tests.benchmarks.storm.site import Demo
from tests.benchmarks.storm.writing import delays_ms, ear, write

EDITS = 100


async def ways(demo: Demo) -> dict[str, float]:
    """One writer on each way in turns; a reader on each way hears both."""
    found: dict[str, float] = {}
    name = demo.texts[0]
    for way in ("ws", "http"):
        async with contextlib.AsyncExitStack() as stack:
            readers = {to: await stack.enter_async_context(ear(demo, 1, name, to)) for to in ("ws", "http")}
            pen = await stack.enter_async_context(ear(demo, 0, name, way))
            known = len(pen.acks)
            sent = await write(pen, "mot ", EDITS, 0.05)
            await asyncio.sleep(0.5)
            found |= _named(f"ack_over_{way}", delays_ms(sent, pen.acks[known:]))
            for to, reader in readers.items():
                found |= _named(f"{way}_to_{to}", delays_ms(sent, reader.updates))
    found["ack_ratio"] = round(found["ack_over_http_p50_ms"] / found["ack_over_ws_p50_ms"], 2)
    found["reader_ratio"] = round(found["ws_to_http_p50_ms"] / found["ws_to_ws_p50_ms"], 2)
    return found


def _named(what: str, delays: list[float]) -> dict[str, float]:
    found = figures(delays)
    return {f"{what}_{name}_ms": round(found[name], 2) for name in ("p50", "p95")}
