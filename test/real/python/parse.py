"""Reads answers with DSPy's own adapters; prints the values, or null where the adapter refuses the answer."""

import json
import sys

import dspy
from chat import annotation
from dspy.utils.exceptions import AdapterParseError


def read(adapter, signature, answer):
    try:
        return adapter.parse(signature, answer)
    except AdapterParseError:
        return None


def cases():
    table = json.load(sys.stdin)
    fields = {"given": (str, dspy.InputField())}
    fields |= {entry["name"]: (annotation(entry["type"]), dspy.OutputField()) for entry in table["outputs"]}
    signature = dspy.Signature(fields, "To be read.")
    for answer in table["answers"]:
        yield {
            "chat": read(dspy.ChatAdapter(), signature, answer),
            "json": read(dspy.JSONAdapter(), signature, answer),
        }


json.dump(list(cases()), sys.stdout)
