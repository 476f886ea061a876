"""Samples with the released code of policy-guided diffusion (Jackson et al. 2024), to compare PublishedSamplingTest with.

Run it in this folder with Python 3.11 or later, jax, flax and distrax: python published_sampling.py CHECKOUT
CHECKOUT is a clone of github.com/EmptyJackson/policy-guided-diffusion. It rewrites published_sampling.npz.

What is run is that code's own "edm.sample_trajectory", in float64, of which only three things are not its own: the network, whose
output is made such that the denoiser is the exact one of data N(MEAN, DEVIATION²); the policy, a Gaussian whose mean is linear in
the observation; and the random numbers, which are the "draws" that published_sampling.npz holds already (trajectory × draw ×
value). They are Leeway's, and the test says so if they no longer are.
"""

from __future__ import annotations

import io
import sys
import types
import zipfile
from pathlib import Path
from typing import Any, Iterator

# The code imports it, but nothing that is run here uses it.
gym = types.ModuleType("gym")
gym.spaces = types.SimpleNamespace(Dict=dict)  # type: ignore[attr-defined]
sys.modules["gym"] = gym
sys.modules["wandb"] = types.ModuleType("wandb")
sys.path.insert(0, sys.argv[1])

import distrax  # noqa: E402
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from diffusion import edm  # noqa: E402

FILE = Path(__file__).with_name("published_sampling.npz")
OBSERVATION, ACTION, HORIZON, STEPS = 2, 2, 4, 32
MEAN, DEVIATION = 0.3, 0.8
STATISTICS = {
    "obs": {"mean": jnp.array([0.5, -1.0]), "std": jnp.array([2.0, 0.25])},
    "action": {"mean": jnp.array([0.125, -0.25]), "std": jnp.array([0.5, 0.75])},
    "reward": {"mean": jnp.array([1.0]), "std": jnp.array([3.0])},
    "done": {"mean": jnp.array([0.25]), "std": jnp.array([0.5])},
}
WEIGHTS = jnp.array([[0.5, -0.25], [0.125, 0.375]])
BIAS = jnp.array([0.25, -0.5])
SPREAD = jnp.array([0.5, 0.75])
CASES: dict[str, dict[str, Any]] = {
    "unguided": {"policy_guidance_coeff": 0.0},
    "noised": {
        "policy_guidance_coeff": 1.5,
        "policy_guidance_cosine_coeff": 0.3,
        "policy_guidance_delay_steps": 2,
        "normalize_action_guidance": True,
    },
    "denoised": {
        "policy_guidance_coeff": 0.5,
        "normalize_action_guidance": False,
        "denoised_guidance": True,
    },
    "denoised-unit": {
        "policy_guidance_coeff": 1.0,
        "policy_guidance_cosine_coeff": 0.3,
        "normalize_action_guidance": True,
        "denoised_guidance": True,
    },
}
HYPERPARAMETERS = edm.DenoiserHyperparams(diffusion_timesteps=STEPS)


def network(_: object, scaled: jax.Array, level: jax.Array) -> jax.Array:
    """Returns F such that c_skip x + c_out F is the mean of N(MEAN, DEVIATION²) data given x."""
    sigma = jnp.exp(4 * level)
    x = scaled / edm.c_in(sigma, 1.0)
    variance = DEVIATION**2
    estimate = (variance * x + sigma**2 * MEAN) / (variance + sigma**2)
    return (estimate - edm.c_skip(sigma, 1.0) * x) / edm.c_out(sigma, 1.0)


def policy(_: object, observations: jax.Array) -> Any:
    """Returns N(W s + b, SPREAD²)."""
    return distrax.Normal(observations @ WEIGHTS.T + BIAS, jnp.broadcast_to(SPREAD, (observations.shape[0], ACTION)))


def noise(draws: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
    """Gives the first draw, and one at each step that adds noise: the code draws at the others too, and leaves it unused."""
    rho = HYPERPARAMETERS.rho
    ends = HYPERPARAMETERS.sigma_max ** (1 / rho), HYPERPARAMETERS.sigma_min ** (1 / rho)
    given = iter(draws)
    yield next(given)
    for step in range(STEPS):
        sigma = (ends[0] + step / (STEPS - 1) * (ends[1] - ends[0])) ** rho
        adds = HYPERPARAMETERS.s_tmin <= sigma <= HYPERPARAMETERS.s_tmax
        yield next(given) if adds else np.zeros_like(draws[0])


def sample(settings: dict[str, Any], draws: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
    """Returns observations, actions, rewards and terminals of one trajectory but for its last row."""
    stream = noise(draws.astype(np.float64))
    jax.random.normal = lambda _, shape: jnp.asarray(next(stream)).reshape(shape)
    with jax.disable_jit():
        rollout = edm.sample_trajectory(
            jax.random.PRNGKey(0),
            types.SimpleNamespace(apply_fn=network, params=None),
            HORIZON,
            OBSERVATION,
            ACTION,
            STATISTICS,
            HYPERPARAMETERS,
            agent_apply_fn=policy,
            agent_params=0,
            **settings,
        )
    return [np.asarray(part) for part in (rollout.obs, rollout.action, rollout.reward, rollout.done)]


def write(arrays: dict[str, np.ndarray[Any, Any]]) -> None:
    """Writes an archive without the time of writing."""
    with zipfile.ZipFile(FILE, "w") as archive:
        for name, values in arrays.items():
            content = io.BytesIO()
            np.save(content, values)
            archive.writestr(zipfile.ZipInfo(name + ".npy"), content.getvalue())


def main() -> None:
    """Samples each case, a trajectory for each of the draws' first index."""
    jax.config.update("jax_enable_x64", True)
    with np.load(FILE) as known:
        draws = known["draws"]
    results = {"draws": draws}
    for name, settings in CASES.items():
        rows = [np.concatenate(sample(settings, own), axis=-1) for own in draws]
        results[name] = np.stack(rows).astype(np.float32)
        print(name, results[name][0, 0])
    write(results)


main()
