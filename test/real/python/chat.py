"""Renders the prompts of a table of predictors with DSPy's own adapters; reads and prints JSON."""

import json
import sys
from typing import Literal

import dspy

plain = {"str": str, "int": int, "float": float, "bool": bool, "list[str]": list[str]}


def annotation(type_):
    return plain[type_] if isinstance(type_, str) else Literal[tuple(type_["literal"])]


def field(make, entry):
    default = entry["description"] == "${" + entry["name"] + "}"
    return annotation(entry["type"]), make() if default else make(desc=entry["description"])


def render(case):
    signature = case["signature"]
    fields = {entry["name"]: field(dspy.InputField, entry) for entry in signature["inputs"]}
    fields |= {entry["name"]: field(dspy.OutputField, entry) for entry in signature["outputs"]}
    module = getattr(dspy, case["module"])(dspy.Signature(fields, "To be replaced, as by loading a program."))
    predict = module.predict if case["module"] == "ChainOfThought" else module
    predict.signature.instructions = signature["instructions"]
    demos = [dspy.Example(**demo) for demo in case["demos"]]
    return {
        "chat": dspy.ChatAdapter().format(predict.signature, demos, case["inputs"]),
        "json": dspy.JSONAdapter().format(predict.signature, demos, case["inputs"]),
        "fields": predict.signature.dump_state()["fields"],
    }


if __name__ == "__main__":
    json.dump({"version": dspy.__version__, "cases": [render(case) for case in json.load(sys.stdin)]}, sys.stdout)
