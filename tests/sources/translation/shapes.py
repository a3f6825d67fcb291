"""A server that speaks as LibreTranslate and as OpenAI's do. The shapes are theirs, as documented; the one dictionary
behind both is our own."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.sources.providers.shapes import said
from tests.sources.server import ROUTES, Handler, page, redirect

KEY = "a-key-of-ours"
MODEL = "small-one"
WORDS = {
    "Le port est fermé.": "The port is closed.",
    "Combien ?": "How many?",
    "oui": "yes",
}
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "fr", "zh"]},
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
]


def translated(text: str) -> str:
    return WORDS.get(text, text.upper())


def _translate(handler: Handler) -> None:
    asked = json.loads(handler.posted)
    if asked.get("api_key", KEY) != KEY:
        said({"error": "Invalid API key"}, 403)(handler)
    elif asked["target"] not in {"en", "fr", "zh"}:
        said({"error": f"{asked['target']} is not supported"}, 400)(handler)
    else:
        assert asked["format"] == "text"
        said({"translatedText": [translated(text) for text in asked["q"]]})(handler)


def chat(content: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": content}
    return {"id": "c-1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}


def _chat(handler: Handler) -> None:
    asked = json.loads(handler.posted)
    if handler.headers.get("Authorization", "") != f"Bearer {KEY}":
        said({"error": {"message": "Incorrect API key"}}, 401)(handler)
        return
    task, text = (message["content"] for message in asked["messages"])
    assert "from French to English" in task
    assert (asked["model"], asked["temperature"], asked["stream"]) == (MODEL, 0, False)
    said(chat(f" {translated(text)}\n"))(handler)


def _late(handler: Handler) -> None:
    time.sleep(1.0)
    said(chat("late"))(handler)


ROUTES |= {
    "/languages": said(LANGUAGES),
    "/translate": _translate,
    "/v1/models": said({"object": "list", "data": [{"id": MODEL, "object": "model"}]}),
    "/v1/chat/completions": _chat,
    "/few/translate": said({"translatedText": ["only one"]}),
    "/few/languages": said([]),
    "/odd/translate": page(b"<title>Welcome</title>"),
    "/odd/languages": said({"languages": "all"}),
    "/odd/models": said([1, 2]),
    "/odd/chat/completions": said(chat(None)),
    "/deep/translate": page(b"[" * 100_000, Content_Type="application/json"),
    "/long/chat/completions": said(chat("chatter " * 1000)),
    "/late/chat/completions": _late,
    "/moved/translate": redirect("/translate", 307),
    "/huge/translate": lambda handler: handler.send(b"x", length=10**10),
}
