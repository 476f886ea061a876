"""Writes score_reference.json beside itself: what rliable, scipy, statsmodels and Unifloral's own code answer.

Made with rliable 1.2.0, scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6, jax 0.10.2, pandas 2.3.3, and evaluation.py of
https://github.com/EmptyJackson/unifloral at f2dc127: python score_reference.py FOLDER_OF_EVALUATION_PY

A bootstrapped figure is given as its mean over independent repetitions with their standard deviation, which is the
Monte-Carlo error of one repetition.
"""

import json
import os
import pathlib
import sys

os.environ["JAX_ENABLE_X64"] = "1"
sys.path.insert(0, sys.argv[1])

import evaluation  # noqa: E402
import numpy as np  # noqa: E402
import scipy.stats  # noqa: E402
from jax import numpy as jnp  # noqa: E402
from rliable import library, metrics  # noqa: E402
from statsmodels.stats.multitest import multipletests  # noqa: E402

WANTED = 100.0
THRESHOLDS = [0.0, 20.0, 35.0, 50.0, 62.5, 80.0, 110.0]


def variants():
    """Five runs on three tasks each, rounded so that ties occur between variants."""
    rng = np.random.default_rng(11)
    runs = {}
    for name, shift in (("real", 0.0), ("unguided", 4.0), ("guided", 15.0), ("scaled", 3.0)):
        scores = rng.normal(size=(5, 3)) * [6.0, 14.0, 9.0] + [30.0, 55.0, 85.0] + shift
        runs[name] = np.round(scores, 0 if name in ("real", "unguided") else 3)
    return runs


def spread(repetitions):
    """The mean and the standard deviation of each of the figures that independent repetitions gave."""
    stacked = np.stack([np.asarray(each) for each in repetitions])
    return {"mean": stacked.mean(axis=0).tolist(), "error": stacked.std(axis=0, ddof=1).tolist()}


def aggregates(runs):
    functions = {
        "mean": metrics.aggregate_mean,
        "median": metrics.aggregate_median,
        "interquartile_mean": metrics.aggregate_iqm,
        "optimality_gap": lambda scores: metrics.aggregate_optimality_gap(scores, WANTED),
    }
    every = lambda scores: np.array([function(scores) for function in functions.values()])  # noqa: E731
    answers = {}
    for name, scores in runs.items():
        repetitions = []
        for seed in range(6):
            np.random.seed(seed)
            _, intervals = library.get_interval_estimates({name: scores}, every, reps=10000)
            repetitions.append(intervals[name])
        answers[name] = {"figures": list(functions), "values": every(scores).tolist(), "ends": spread(repetitions)}
    return answers


def improvements(runs):
    answers = []
    for name, other in (("guided", "real"), ("unguided", "real"), ("real", "unguided"), ("real", "real")):
        pair = {"pair": [runs[name], runs[other]]}
        function = lambda x, y: np.array([metrics.probability_of_improvement(x, y)])  # noqa: E731
        repetitions = []
        for seed in range(4):
            np.random.seed(100 + seed)
            points, intervals = library.get_interval_estimates(pair, function, reps=2500)
            repetitions.append(intervals["pair"][:, 0])
        answers.append(
            {"variant": name, "other": other, "value": float(points["pair"][0]), "ends": spread(repetitions)}
        )
    return answers


def profiles(runs):
    answers = {}
    for name, scores in runs.items():
        repetitions = []
        for seed in range(6):
            np.random.seed(200 + seed)
            points, intervals = library.create_performance_profile({name: scores}, THRESHOLDS, reps=10000)
            repetitions.append(intervals[name])
        answers[name] = {"shares": points[name].tolist(), "ends": spread(repetitions)}
    return answers


def paired(runs):
    """Differences on equal runs, each run's mean over tasks, and of the first task alone; corrected as one family."""
    names = list(runs)
    answers = []
    for tasks in ([0, 1, 2], [0]):
        for i, other in enumerate(names):
            for name in names[i + 1 :]:
                x, y = runs[name][:, tasks].mean(axis=1), runs[other][:, tasks].mean(axis=1)
                test = scipy.stats.ttest_rel(x, y)
                interval = test.confidence_interval(0.95)
                answers.append(
                    {
                        "variant": name,
                        "baseline": other,
                        "tasks": tasks,
                        "difference": float((x - y).mean()),
                        "standard_error": float(scipy.stats.sem(x - y)),
                        "p": float(test.pvalue),
                        "interval": [float(interval.low), float(interval.high)],
                    }
                )
    differs, adjusted, _, _ = multipletests([answer["p"] for answer in answers], alpha=0.05, method="holm")
    for answer, reject, p in zip(answers, differs, adjusted):
        answer["adjusted_p"], answer["differs"] = float(p), bool(reject)
    return answers


def student():
    levels = [0.05, 0.01, 0.05 / 37, 1e-6]
    return [
        {"degrees": degrees, "level": level, "quantile": float(scipy.stats.t.isf(level / 2, degrees))}
        for degrees in (1, 2, 4, 9, 63)
        for level in levels
    ]


def budget():
    rng = np.random.default_rng(5)
    truth = np.array([-20.0, 5.0, 12.0, 30.0, 31.0, 44.0, 47.0, 52.0, 53.0, 60.0, 61.0])
    scores = np.round(truth[:, None] + rng.normal(size=(11, 40)) * 18, 3)
    setting = {"num_subsample": 8, "num_repeats": 4000, "max_pulls": 200, "ucb_alpha": 2.0}
    repetitions, ends = [], []
    for seed in range(6):
        pulls, bests = evaluation.run_bandit_trials(jnp.asarray(scores), seed=seed, **setting)
        repetitions.append(np.asarray(bests.mean(axis=0)))
        answer = evaluation.bootstrap_bandit_trials(
            jnp.asarray(scores), seed=40 + seed, n_bootstraps=2000, **{**setting, "num_repeats": 500}
        )
        ends.append(
            [
                answer["estimated_bests_ci_high"] - answer["estimated_bests_mean"],
                answer["estimated_bests_mean"] - answer["estimated_bests_ci_low"],
            ]
        )
    cases = [(0.0, 0, 1), (12.5, 3, 17), (-4.0, 0, 2), (47.3, 60, 199)]
    bounds = [
        {
            "mean": mean,
            "count": count,
            "pull": pull,
            "bound": float(evaluation.ucb(jnp.array([mean]), jnp.array([count]), pull, 2.0)[0]),
        }
        for mean, count, pull in cases
    ]
    return {
        "scores": scores.tolist(),
        "trials": setting["num_repeats"],
        "pulls": np.asarray(pulls).tolist(),
        "expected": spread(repetitions),
        "margins": spread(ends),
        "bounds": bounds,
    }


given = variants()
reference = {
    "wanted": WANTED,
    "thresholds": THRESHOLDS,
    "runs": {name: scores.tolist() for name, scores in given.items()},
    "aggregates": aggregates(given),
    "improvements": improvements(given),
    "profiles": profiles(given),
    "paired": paired(given),
    "student": student(),
    "budget": budget(),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(reference) + "\n")
