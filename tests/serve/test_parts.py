"""Long answers leave the server in parts, between which it does other things."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from guidegraph.serve.parts import PART_BYTES, PartsMiddleware


def test_others_come_between() -> None:
    """However fast a client takes its answer, others wait for one part only."""
    body = bytes(range(256)) * (20 * PART_BYTES // 256) + b"end"
    sent: list[Message] = []
    turns: list[int] = []

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.body", "body": body})

    async def taken(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.request"}

    async def other() -> None:
        while not sent or sent[-1]["more_body"]:
            turns.append(len(sent))
            await asyncio.sleep(0)

    async def both() -> None:
        app = PartsMiddleware(answering)
        await asyncio.gather(other(), app({"type": "http"}, nothing, taken))

    asyncio.run(both())

    assert body == b"".join(each["body"] for each in sent)
    assert [True] * 20 + [False] == [each["more_body"] for each in sent]
    assert list(range(20)) == turns[:20]
