"""Times the published JAX code of policy-guided diffusion (Jackson et al. 2024), one piece of work a line of input.

    published.py CHECKOUT WIDTH BATCH HORIZON OBSERVATION ACTION

CHECKOUT is a clone of github.com/EmptyJackson/policy-guided-diffusion; jax, flax, optax and distrax must be installed.
Reads "evaluate", "train" or "sample" and answers with the seconds that it took; the first of each is compiled before it is
timed. "sample" makes BATCH trajectories with 256 steps of stochastic Heun, guided by the gradient at the denoised estimate,
scaled to length 1.
"""

import sys
import time
import types

checkout = sys.argv[1]
width, batch, horizon, observation, action = map(int, sys.argv[2:])

# The code imports these two, but nothing that is timed uses them.
gym = types.ModuleType("gym")
gym.spaces = types.SimpleNamespace(Dict=dict)
sys.modules["gym"] = gym
sys.modules["wandb"] = types.ModuleType("wandb")
sys.path.insert(0, checkout)

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

from diffusion import edm  # noqa: E402
from diffusion.diffusion import create_denoiser_train_state  # noqa: E402
from models.td3_bc import TanhDeterministicActor  # noqa: E402

columns = observation + action + 2
settings = types.SimpleNamespace(num_features=width, num_blocks=3, batch_size=batch, num_epochs=100, lr=2e-3)
state = create_denoiser_train_state(jax.random.PRNGKey(0), observation, action, settings, 100 * batch)
noise_levels = edm.DenoiserHyperparams(diffusion_timesteps=256)
statistics = {
    name: {"mean": jnp.zeros(size), "std": jnp.ones(size)}
    for name, size in {"obs": observation, "action": action, "reward": 1, "done": 1}.items()
}
actor = TanhDeterministicActor(action)
actor_weights = actor.init(jax.random.PRNGKey(1), jnp.zeros((1, observation)))
windows = jax.random.normal(jax.random.PRNGKey(2), (batch, horizon, columns))


def estimate(params, x, sigma):
    output = state.apply_fn(params, edm.c_in(sigma, 1.0) * x, edm.c_noise(sigma))
    return edm.c_skip(sigma, 1.0) * x + edm.c_out(sigma, 1.0) * output


def one_trajectory(key):
    return edm.sample_trajectory(
        key,
        state,
        horizon,
        observation,
        action,
        statistics,
        noise_levels,
        policy_guidance_coeff=1.0,
        policy_guidance_cosine_coeff=0.3,
        normalize_action_guidance=True,
        denoised_guidance=True,
        det_guidance=True,
        agent_apply_fn=actor.apply,
        agent_params=actor_weights,
    )


evaluate = jax.jit(jax.vmap(estimate, in_axes=(None, 0, None)))
train = jax.jit(lambda key, state: edm.train_step(key, windows, state, noise_levels), donate_argnums=1)
sample = jax.jit(jax.vmap(one_trajectory))
trained = create_denoiser_train_state(jax.random.PRNGKey(0), observation, action, settings, 100 * batch)


keys = jax.random.split(jax.random.PRNGKey(4), batch)
compiled_sample = None


def run(work):
    global trained
    if work == "evaluate":
        jax.block_until_ready(evaluate(state.params, windows, 0.5))
    elif work == "train":
        trained, loss = train(jax.random.PRNGKey(3), trained)
        jax.block_until_ready(loss)
    else:
        jax.block_until_ready(compiled_sample(keys))


compiled = set()
for line in sys.stdin:
    work = line.strip()
    if work not in compiled:
        if work == "sample":
            compiled_sample = sample.lower(keys).compile()
        else:
            run(work)
        compiled.add(work)
    began = time.perf_counter()
    run(work)
    print(time.perf_counter() - began, flush=True)
