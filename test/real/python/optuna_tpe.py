"""Reads [{space, history: [{choice, score}]}] and prints, per case, what Optuna's own TPE makes of every combination.

The logarithms of both densities, in the order of itertools.product.
"""

import itertools
import json
import sys

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution
from optuna.samplers._tpe.sampler import _split_trials, default_gamma

optuna.logging.set_verbosity(optuna.logging.ERROR)


def densities(space, history):
    names = [f"p{index}" for index in range(len(space))]
    distributions = {name: CategoricalDistribution(list(range(size))) for name, size in zip(names, space)}
    # As DSPy makes it: all else is Optuna's default.
    sampler = optuna.samplers.TPESampler(seed=0, multivariate=True)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    for told in history:
        params = dict(zip(names, told["choice"]))
        study.add_trial(optuna.trial.create_trial(params=params, distributions=distributions, value=told["score"]))
    space_seen = sampler.infer_relative_search_space(study, study.trials[-1])
    # What has a single choice is no parameter to Optuna.
    assert list(space_seen) == [name for name, size in zip(names, space) if size > 1]
    sides = _split_trials(study, study.trials, default_gamma(len(history)))
    grid = np.array(list(itertools.product(*map(range, space))))
    samples = {name: grid[:, index] for index, name in enumerate(names) if name in space_seen}
    estimators = [
        sampler._build_parzen_estimator(study, space_seen, trials, handle_below=below)
        for trials, below in zip(sides, (True, False))
    ]
    return [estimator.log_pdf(samples).tolist() for estimator in estimators]


print(json.dumps([densities(**case) for case in json.load(sys.stdin)]))
