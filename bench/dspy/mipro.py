"""DSPy's own MIPROv2 on the scripted model. One JSON line a run: surface, seed, calls, final truth, and how it got there.

python mipro.py --host http://127.0.0.1:PORT --surface both --seeds 1-20 --train F --val F --candidates 8 --trials 16
"""

import argparse
import contextlib
import json
import logging
import sys

import dspy
from dspy.teleprompt import MIPROv2

from loopback import Loopback, ask
from task import Program, metric, read_examples


def truth(base, program):
    return ask(base, "/truth", program.dump_state())["truth"]


def run(base, seed, options, train, val):
    ask(base, "/reset")
    model = Loopback(base)
    dspy.configure(lm=model)
    optimizer = MIPROv2(
        metric=metric, prompt_model=model, task_model=model, auto=None, seed=seed,
        num_candidates=options.candidates, num_threads=1, verbose=False,
    )
    program = optimizer.compile(
        Program(), trainset=train, valset=val, num_trials=options.trials, minibatch_size=min(35, len(val)),
    )
    calls = ask(base, "/stats")["task"]
    logs = [entry for _, entry in sorted(program.trial_logs.items()) if "full_eval_score" in entry]
    before = calls - max(entry["total_eval_calls_so_far"] for entry in program.trial_logs.values())
    points, best = [], None
    for entry in logs:
        if best is None or entry["full_eval_score"] > best:
            best = entry["full_eval_score"]
            points.append([before + entry["total_eval_calls_so_far"], truth(base, entry["full_eval_program"])])
    return {"calls": calls, "truth": truth(base, program), "points": points}


def main():
    parser = argparse.ArgumentParser()
    for name in ("host", "surface", "seeds", "train", "val"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--candidates", type=int, default=8)
    parser.add_argument("--trials", type=int, default=16)
    options = parser.parse_args()
    dspy.configure_cache(enable_disk_cache=False, enable_memory_cache=False)
    logging.disable(logging.WARNING)
    train, val = read_examples(options.train), read_examples(options.val)
    first, last = map(int, options.seeds.split("-"))
    for seed in range(first, last + 1):
        base = f"{options.host}/{options.surface}/{seed}"
        # DSPy prints its progress; standard output is for the results alone.
        with contextlib.redirect_stdout(sys.stderr):
            try:
                result = run(base, seed, options, train, val)
            except Exception as error:  # A run that DSPy loses is a result too, and is counted.
                result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"surface": options.surface, "seed": seed, **result}), flush=True)


if __name__ == "__main__":
    main()
