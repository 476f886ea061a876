"""Times Unifloral's ensemble of dynamics models (Jackson et al. 2025) in JAX, one piece of work a line of input.

    unifloral_dynamics.py CHECKOUT BATCH OBSERVATION ACTION TRANSITIONS PREDICTIONS NETWORKS ELITES LAYERS SIZE HELD_OUT

CHECKOUT is a clone of github.com/EmptyJackson/unifloral; jax, flax and optax must be installed. Reads "train" or "predict"
and answers with the seconds that it took; the first of each is compiled before it is timed. "train" is one epoch of its
train_dynamics_model, with the error of the rows that are held out. "predict" gives the means and deviations that its
elites tell of PREDICTIONS rows.
"""

import os
import sys
import time
import types

checkout = sys.argv[1]
batch, observation, action, transitions, predictions, networks, elites, layers, size = map(int, sys.argv[2:11])
held_out = float(sys.argv[11])

# The code imports these, but nothing that is timed uses them.
for unused in ("d4rl", "gym", "tyro", "wandb"):
    sys.modules[unused] = types.ModuleType(unused)
sys.path.insert(0, os.path.join(checkout, "algorithms"))

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

# Later versions of JAX have it by this name alone.
if not hasattr(jax, "tree_map"):
    jax.tree_map = jax.tree.map

flags = os.environ.get("XLA_FLAGS")
import dynamics  # noqa: E402

# It sets flags for GPUs.
os.environ.pop("XLA_FLAGS")
if flags is not None:
    os.environ["XLA_FLAGS"] = flags

args = dynamics.Args(
    batch_size=batch,
    n_layers=layers,
    layer_size=size,
    num_ensemble=networks,
    num_elites=elites,
    num_epochs=1,
    validation_split=held_out,
)


def network(count: int) -> dynamics.EnsembleDynamicsModel:
    return dynamics.EnsembleDynamicsModel(
        obs_dim=observation, action_dim=action, num_ensemble=count, n_layers=layers, layer_size=size
    )


keys = jax.random.split(jax.random.PRNGKey(0), 8)
data = dynamics.Transition(
    obs=jax.random.normal(keys[0], (transitions, observation)),
    action=jax.random.uniform(keys[1], (transitions, action), minval=-1, maxval=1),
    reward=jax.random.normal(keys[2], (transitions,)),
    next_obs=jax.random.normal(keys[3], (transitions, observation)),
    next_action=None,
    done=None,
)
state = dynamics.create_train_state(args, keys[4], network(networks), jnp.zeros(observation + action))
chosen = network(elites)
chosen_weights = chosen.init(keys[5], jnp.zeros(observation + action))
asked = jax.random.normal(keys[6], (predictions, observation + action))


@jax.jit
def predict(weights, rows):
    means, log_variances = chosen.apply(weights, rows)
    return means, jnp.exp(0.5 * log_variances)


# It says on standard output, where the answers go, how much data there is.
answers = sys.stdout
sys.stdout = sys.stderr
epoch = jax.jit(lambda state, data, key: dynamics.train_dynamics_model(state, args, data, key))
compiled = {}


def run(work: str) -> None:
    if work == "train":
        jax.block_until_ready(compiled[work](state, data, keys[7]))
    else:
        jax.block_until_ready(compiled[work](chosen_weights, asked))


for line in sys.stdin:
    work = line.strip()
    if work not in compiled:
        lowered = epoch.lower(state, data, keys[7]) if work == "train" else predict.lower(chosen_weights, asked)
        compiled[work] = lowered.compile()
        run(work)
    began = time.perf_counter()
    run(work)
    print(time.perf_counter() - began, file=answers, flush=True)
