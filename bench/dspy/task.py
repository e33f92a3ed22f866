"""The synthetic task as DSPy has it: the same signature, data and metric as bench/optimizer gives to Goldgate."""

import json

import dspy


class Signature(dspy.Signature):
    """Do the task."""

    input: str = dspy.InputField()
    output: str = dspy.OutputField()


class Program(dspy.Module):
    def __init__(self):
        super().__init__()
        self.generate = dspy.Predict(Signature)

    def forward(self, input):
        return self.generate(input=input)


def read_examples(path):
    with open(path, encoding="utf-8") as lines:
        return [dspy.Example(**json.loads(line)).with_inputs("input") for line in lines]


def metric(example, prediction, trace=None):
    """The share of words in their place, 0-1; `genericScore` is the same in TypeScript."""
    given, wanted = prediction.output.split(), example.output.split()
    right = sum(a == b for a, b in zip(wanted, given))
    return right / max(len(wanted), len(given))
