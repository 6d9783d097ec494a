"""Writes what PyTorch's autograd and optimisers say about small networks, for the tests to compare with. All in float64.

The environment is that of lib/benchmark/requirements.txt; the tests need only the result. From the top folder:

    python lib/activation/src/test/python/torch_gradients.py

The network is 3-5-4-2 with the same activation function in both hidden layers, the batch has six examples. A line of
torch-gradients.csv is

    case,key,shape,numbers

with numbers that read back as the same doubles, separated by spaces, row by row; the shape is 5x3, or 5 for a vector, or
1. Cases:

    tanh/softmax, gelu/mse ...    one pass forward and back: activation / loss
    tanh/softmax/batchnorm        the same with batch normalisation of the sums of both hidden layers, in training
    sgd, adam, adamw ...          three steps of an optimiser on this batch (tanh, softmax cross-entropy)

Keys, with a layer l = 0, 1, 2:

    inputs                        6x3
    labels                        softmax: a class for each example
    targets                       bce and mse: 6x2
    weights.l biases.l            before; a row of weights belongs to a unit, as in PyTorch
    sums.l                        6 rows: w·input + b; those of the last layer are the outputs, or logits
    norms.l                       batchnorm: what becomes of the sums, and goes into the activation function
    gamma.l beta.l                batchnorm: factor and summand that are learned
    runningMean.l runningVariance.l   batchnorm: after this batch, from 0 and 1
    loss
    gradient.weights.l and so on  of the loss
    norm                          clip: of all gradients together, before they are cut, at each step. PyTorch cuts them by
                                  the factor 1 / (norm + 1e-6)
    losses                        optimisers: before each step
    weights.l.after ...           optimisers: after three steps

Losses are means over the batch: softmax is cross-entropy of the label; bce is the sum over the two outputs of the binary
cross-entropy of a logit with a target from 0 to 1; mse is the sum over the two outputs of (y - t)²/2.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F

TARGET = Path(__file__).parents[1] / "resources" / "activationlab" / "network" / "torch-gradients.csv"
SIZES = [3, 5, 4, 2]
EXAMPLES = 6
EPSILON = 1e-5

ACTIVATIONS = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "leakyRelu-0.01": lambda x: F.leaky_relu(x, 0.01),
    "elu-1": F.elu,
    "silu": F.silu,
    "gelu": F.gelu,
}
LOSSES = {
    "softmax": lambda y, data: F.cross_entropy(y, data["labels"]),
    "bce": lambda y, data: F.binary_cross_entropy_with_logits(y, data["targets"], reduction="none").sum(1).mean(),
    "mse": lambda y, data: ((y - data["targets"]) ** 2 / 2).sum(1).mean(),
}
RATE = 0.1
ADAM_RATE = 0.01
DECAY = 0.05
LONGEST = 1.0
CLIP_SCALE = 1.7


def rounded(*shape: int, scale: float = 1) -> torch.Tensor:
    """Normal numbers with three decimals, which are easy to read."""
    return torch.round(scale * torch.randn(*shape), decimals=3)


def make_data(loss: str) -> dict[str, torch.Tensor]:
    data = {"inputs": rounded(EXAMPLES, SIZES[0])}
    if loss == "softmax":
        return data | {"labels": torch.randint(0, SIZES[-1], (EXAMPLES,))}
    if loss == "bce":
        # Yes and no, and degrees between them.
        return data | {"targets": torch.round(torch.rand(EXAMPLES, SIZES[-1]) * 4) / 4}
    return data | {"targets": rounded(EXAMPLES, SIZES[-1])}


def make_parameters(batch_norm: bool) -> dict[str, torch.Tensor]:
    parameters = {}
    for l, (inputs, units) in enumerate(zip(SIZES, SIZES[1:])):
        parameters[f"weights.{l}"] = rounded(units, inputs, scale=0.8)
        parameters[f"biases.{l}"] = rounded(units, scale=0.5)
        if batch_norm and l < len(SIZES) - 2:
            parameters[f"gamma.{l}"] = 1 + rounded(units, scale=0.3)
            parameters[f"beta.{l}"] = rounded(units, scale=0.3)
    return {key: value.requires_grad_() for key, value in parameters.items()}


def forward(parameters: dict[str, torch.Tensor], activation: str, inputs: torch.Tensor, seen: dict[str, Any]) -> torch.Tensor:
    a = inputs
    for l in range(len(SIZES) - 1):
        sums = F.linear(a, parameters[f"weights.{l}"], parameters[f"biases.{l}"])
        seen[f"sums.{l}"] = sums
        if f"gamma.{l}" in parameters:
            norm = torch.nn.BatchNorm1d(sums.shape[1], eps=EPSILON)
            mean, variance = norm.running_mean, norm.running_var
            gamma, beta = parameters[f"gamma.{l}"], parameters[f"beta.{l}"]
            sums = F.batch_norm(sums, mean, variance, gamma, beta, training=True, eps=EPSILON)
            seen |= {f"norms.{l}": sums, f"runningMean.{l}": mean, f"runningVariance.{l}": variance}
        a = sums if l == len(SIZES) - 2 else ACTIVATIONS[activation](sums)
    return a


def one_pass(activation: str, loss: str, batch_norm: bool) -> dict[str, torch.Tensor]:
    data, parameters = make_data(loss), make_parameters(batch_norm)
    seen: dict[str, Any] = {}
    value = LOSSES[loss](forward(parameters, activation, data["inputs"], seen), data)
    gradients = torch.autograd.grad(value, list(parameters.values()))
    result = data | parameters | seen | {"loss": value}
    return result | {f"gradient.{key}": gradient for key, gradient in zip(parameters, gradients)}


def three_steps(name: str) -> dict[str, torch.Tensor]:
    torch.manual_seed(7)
    data, parameters = make_data("softmax"), make_parameters(False)
    if name == "clip":
        # Larger weights at the end, so that a gradient is longer than it may be.
        with torch.no_grad():
            parameters["weights.2"] *= CLIP_SCALE
    result = data | {key: value.detach().clone() for key, value in parameters.items()}
    every = list(parameters.values())
    weights = [value for key, value in parameters.items() if key.startswith("weights")]
    biases = [value for key, value in parameters.items() if key.startswith("biases")]
    optimiser = {
        "sgd": lambda: torch.optim.SGD(every, lr=RATE, momentum=0.9),
        "clip": lambda: torch.optim.SGD(every, lr=RATE, momentum=0.9),
        "adam": lambda: torch.optim.Adam(every, lr=ADAM_RATE),
        "adamw": lambda: torch.optim.AdamW(every, lr=ADAM_RATE, weight_decay=DECAY),
        "adamw-weights-only": lambda: torch.optim.AdamW(
            [{"params": weights}, {"params": biases, "weight_decay": 0.0}], lr=ADAM_RATE, weight_decay=DECAY
        ),
    }[name]()
    norms, losses = [], []
    for _ in range(3):
        optimiser.zero_grad()
        loss = LOSSES["softmax"](forward(parameters, "tanh", data["inputs"], {}), data)
        loss.backward()
        losses.append(loss.item())
        if name == "clip":
            norms.append(torch.nn.utils.clip_grad_norm_(every, LONGEST).item())
        optimiser.step()
    if norms:
        assert max(norms) > LONGEST > min(norms), f"one gradient is to be cut and one not: {norms}"
        result["norm"] = torch.tensor(norms)
    result["losses"] = torch.tensor(losses)
    return result | {f"{key}.after": value for key, value in parameters.items()}


def line(case: str, key: str, value: torch.Tensor) -> str:
    shape = "x".join(map(str, value.shape)) or "1"
    numbers = " ".join(map(repr, value.detach().flatten().tolist()))
    return f"{case},{key},{shape},{numbers}"


def main() -> None:
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    torch.manual_seed(20260101)
    cases = {f"{a}/{loss}": one_pass(a, loss, False) for a in ACTIVATIONS for loss in LOSSES}
    cases |= {f"{a}/softmax/batchnorm": one_pass(a, "softmax", True) for a in ("tanh", "gelu")}
    cases |= {name: three_steps(name) for name in ("sgd", "clip", "adam", "adamw", "adamw-weights-only")}
    version = torch.__version__.split("+")[0]
    lines = [
        f"# Small networks in PyTorch {version}, float64, {date.today()}. Made by src/test/python/torch_gradients.py, whose head",
        "# says what the keys mean.",
        f"# Batch normalisation: eps {EPSILON:g}, running averages with share 0.1.",
        f"# sgd: rate {RATE}, momentum 0.9. clip: the same with gradients of norm {LONGEST} at most. adam: rate {ADAM_RATE}, the rest as usual.",
        f"# adamw: the same with decoupled weight decay {DECAY} of all parameters; adamw-weights-only: not of the biases.",
        "case,key,shape,numbers",
    ]
    lines += [line(case, key, value) for case, found in cases.items() for key, value in found.items()]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lines) - 6} lines in {TARGET.name}")


if __name__ == "__main__":
    main()
