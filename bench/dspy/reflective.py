"""DSPy's GEPA (PyPI's `gepa`) on the scripted model, with as many metric calls as MIPROv2 made. One JSON line a run."""

import argparse
import contextlib
import json
import logging
import sys

import dspy

from loopback import Loopback, ask
from mipro import truth
from task import Program, metric, read_examples


def judged(example, prediction, trace=None, pred_name=None, pred_trace=None):
    score = metric(example, prediction)
    return dspy.Prediction(score=score, feedback=f"{score:.0%} of the words are in their place.")


def run(base, seed, options, train, val):
    ask(base, "/reset", {})
    model = Loopback(base)
    dspy.configure(lm=model)
    optimizer = dspy.GEPA(
        metric=judged, reflection_lm=model, max_metric_calls=options.calls, num_threads=1, seed=seed,
        track_stats=True,
    )
    program = optimizer.compile(Program(), trainset=train, valset=val)
    return {"calls": ask(base, "/stats")["task"], "truth": truth(base, program), "points": []}


def main():
    parser = argparse.ArgumentParser()
    for name in ("host", "surface", "seeds", "train", "val"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--calls", type=int, required=True)
    options = parser.parse_args()
    dspy.configure_cache(enable_disk_cache=False, enable_memory_cache=False)
    logging.disable(logging.WARNING)
    train, val = read_examples(options.train), read_examples(options.val)
    first, last = map(int, options.seeds.split("-"))
    for seed in range(first, last + 1):
        with contextlib.redirect_stdout(sys.stderr):
            try:
                result = run(f"{options.host}/{options.surface}/{seed}", seed, options, train, val)
            except Exception as error:  # A run that is lost is a result too, and is counted.
                result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"surface": options.surface, "seed": seed, **result}), flush=True)


if __name__ == "__main__":
    main()
