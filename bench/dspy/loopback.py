"""The scripted model as a DSPy language model: one HTTP request a call, without LiteLLM, caches or retries."""

import http.client
import json
import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import dspy

_connections = threading.local()


def ask(base, route, body=None):
    """GETs `base + route`, or POSTs `body` to it; connections are kept open, one a thread."""
    parts = urlsplit(base)
    if not hasattr(_connections, "open"):
        _connections.open = {}
    connection = _connections.open.setdefault(parts.netloc, http.client.HTTPConnection(parts.netloc))
    headers = {"content-type": "application/json"}
    connection.request("GET" if body is None else "POST", parts.path + route, body and json.dumps(body), headers)
    response = connection.getresponse()
    answer = json.loads(response.read())
    if response.status != 200:
        raise RuntimeError(answer["error"]["message"])
    return answer


class Loopback(dspy.BaseLM):
    def __init__(self, base, **kwargs):
        super().__init__(model="scripted", cache=False, **kwargs)
        self.base = base

    def forward(self, prompt=None, messages=None, **kwargs):
        body = {"model": self.model, "messages": messages or [{"role": "user", "content": prompt}]}
        body |= {key: kwargs[key] for key in ("temperature", "response_format") if kwargs.get(key) is not None}
        answer = ask(self.base, "/v1/chat/completions", body)
        message = SimpleNamespace(content=answer["choices"][0]["message"]["content"], tool_calls=None)
        choice = SimpleNamespace(message=message, finish_reason="stop")
        return SimpleNamespace(choices=[choice], usage=answer["usage"], model=self.model)
