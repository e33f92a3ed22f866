"""Loads a program file into the DSPy program of the same make, changes it unless told not to, and saves it.

Prints the instructions and demos that it loaded.
"""

import json
import sys

import dspy

source, target, shape = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])


def build(module, inputs, outputs):
    fields = {name: (str, dspy.InputField()) for name in inputs}
    fields |= {name: (str, dspy.OutputField()) for name in outputs}
    return getattr(dspy, module)(dspy.Signature(fields, "To be loaded."))


class Program(dspy.Module):
    def __init__(self):
        super().__init__()
        for name, parts in shape.items():
            setattr(self, name, build(*parts))


program = build(*shape[""]) if "" in shape else Program()
program.load(source)
loaded = {
    name: {"instructions": predictor.signature.instructions, "demos": [dict(demo) for demo in predictor.demos]}
    for name, predictor in program.named_predictors()
}
if "untouched" not in sys.argv:
    for _, predictor in program.named_predictors():
        values = {name: f"ü {name}\n- two" for name in predictor.signature.fields}
        predictor.train = [{"seen": "in training"}]
        predictor.demos.append(dspy.Example(augmented=True, unknown="x", **values))
    program.set_lm(dspy.LM("openai/none", temperature=0.5, api_key="none"))
program.save(target)
json.dump(loaded, sys.stdout)
