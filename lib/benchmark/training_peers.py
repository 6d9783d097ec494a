"""The same training in PyTorch, JAX and NumPy, each as its users write it when it has to be quick.

Started by training.py, one process for each contender, on one core and with one thread. A line in, a line out, as
with TrainingWorker.java:

    data FILE                                         the spirals that training.py wrote
    prepare ACTIVATION SIZES EPOCHS                   seconds; compiles, where there is something to compile
    train ACTIVATION SIZES EPOCHS RATE SEED           seconds per run, then the test accuracy of each run
    about                                             versions and threads, as JSON

SIZES are the widths of the layers, as in 2-32-32-3. SEED chooses the data set and the random numbers; who trains all
seeds at once (RUNS_AT_ONCE) answers with all accuracies and takes no notice of it.
"""

from __future__ import annotations

import functools
import json
import math
import sys
import time
from typing import Any

# ------------------------------------------------------------------------------ the law

ACTIVATIONS = ("sigmoid", "tanh", "relu", "leakyRelu", "elu", "silu", "gelu")
LEAK = 0.01
MOMENTUM = 0.9
BATCH = 32
CLASSES, PER_CLASS, NOISE = 3, 100, 0.15
EXAMPLES = CLASSES * PER_CLASS
SEEDS = 20


def spirals(random: Any) -> Any:
    """Rows of x, y and class: three arms of a spiral with noise in the angle."""
    import numpy as np

    radius = np.tile(np.linspace(0.05, 1, PER_CLASS), CLASSES)
    arm = np.repeat(np.arange(CLASSES), PER_CLASS)
    angle = 2 * np.pi * arm / CLASSES + 4 * radius + NOISE * random.standard_normal(EXAMPLES)
    return np.column_stack([2 * radius * np.cos(angle), 2 * radius * np.sin(angle), arm])


def all_spirals() -> Any:
    """A training set and a test set for every seed: seed, set, example, column."""
    import numpy as np

    sets = [[spirals(random), spirals(random)] for random in map(np.random.default_rng, range(SEEDS))]
    return np.array(sets)


def read(file: str) -> Any:
    import numpy as np

    return np.fromfile(file, dtype="<f8").reshape(SEEDS, 2, EXAMPLES, 3).astype(float)


@functools.cache
def gain(activation: str) -> float:
    """Keeps the size of the numbers from layer to layer: weights have the deviation gain / √inputs."""
    if activation in ("sigmoid", "tanh"):
        return 1.0
    if activation == "relu":
        return math.sqrt(2)
    if activation == "leakyRelu":
        return math.sqrt(2 / (1 + LEAK**2))
    f = {
        "elu": lambda z: z if z > 0 else math.expm1(z),
        "silu": lambda z: z / (1 + math.exp(-z)),
        "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
    }[activation]
    # E f(Z)² for a normal Z, by the trapezoidal rule, which is exact to many digits for such a smooth bell.
    step = 1 / 256
    points = [i * step for i in range(-12 * 256, 12 * 256 + 1)]
    square = sum(f(z) ** 2 * math.exp(-z * z / 2) for z in points) * step / math.sqrt(2 * math.pi)
    return 1 / math.sqrt(square)


def deviations(activation: str, sizes: list[int]) -> list[float]:
    """Of the first weights of each layer; the output layer has gain 1."""
    last = len(sizes) - 2
    return [(gain(activation) if i < last else 1.0) / math.sqrt(sizes[i]) for i in range(last + 1)]


# ------------------------------------------------------------------------------ NumPy


class NumPy:
    """Arrays that are there already, and one pass for an activation and its derivative."""

    RUNS_AT_ONCE = 1

    def __init__(self) -> None:
        import numpy as np
        from scipy import special

        self.np, self.special = np, special

    def prepare(self, activation: str, sizes: list[int], epochs: int) -> None:
        pass

    def both(self, activation: str, x: Any) -> tuple[Any, Any]:
        """Value and derivative."""
        np = self.np
        if activation == "sigmoid":
            y = self.special.expit(x)
            return y, y * (1 - y)
        if activation == "tanh":
            y = np.tanh(x)
            return y, 1 - y * y
        if activation == "relu":
            return np.maximum(x, 0), x > 0
        if activation == "leakyRelu":
            slope = np.where(x > 0, 1.0, LEAK)
            return x * slope, slope
        if activation == "elu":
            e = np.expm1(np.minimum(x, 0))
            return np.maximum(x, 0) + e, e + 1
        if activation == "silu":
            s = self.special.expit(x)
            y = x * s
            return y, s + y * (1 - s)
        if activation == "gelu":
            phi = 0.5 + 0.5 * self.special.erf(x * math.sqrt(0.5))
            return x * phi, phi + x * (np.exp(-0.5 * x * x) * (1 / math.sqrt(2 * math.pi)))
        raise ValueError(activation)

    def train(self, activation: str, sizes: list[int], epochs: int, rate: float, seed: int) -> list[float]:
        np = self.np
        random = np.random.default_rng(1000 + seed)
        train, test = data[seed]
        x, labels = np.ascontiguousarray(train[:, :2]), train[:, 2].astype(int)
        weights = [random.standard_normal((i, o)) * d for i, o, d in zip(sizes, sizes[1:], deviations(activation, sizes))]
        biases = [np.zeros(o) for o in sizes[1:]]
        weight_steps, bias_steps = [np.zeros_like(w) for w in weights], [np.zeros_like(b) for b in biases]
        layers = len(weights)
        targets = np.eye(sizes[-1])[labels]
        for _ in range(epochs):
            order = random.permutation(EXAMPLES)
            shuffled, wanted = x[order], targets[order]
            for start in range(0, EXAMPLES, BATCH):
                a = shuffled[start : start + BATCH]
                inputs, slopes = [a], []
                for i in range(layers - 1):
                    a = a @ weights[i]
                    a += biases[i]
                    a, slope = self.both(activation, a)
                    inputs.append(a)
                    slopes.append(slope)
                z = a @ weights[-1]
                z += biases[-1]
                # Softmax and its gradient with cross-entropy.
                z -= z.max(axis=1, keepdims=True)
                np.exp(z, out=z)
                z /= z.sum(axis=1, keepdims=True)
                z -= wanted[start : start + BATCH]
                z *= 1 / len(z)
                for i in reversed(range(layers)):
                    below = None
                    if i > 0:
                        below = z @ weights[i].T
                        below *= slopes[i - 1]
                    step = weight_steps[i]
                    step *= MOMENTUM
                    step -= rate * (inputs[i].T @ z)
                    weights[i] += step
                    step = bias_steps[i]
                    step *= MOMENTUM
                    step -= rate * z.sum(axis=0)
                    biases[i] += step
                    z = below
        a = test[:, :2]
        for i in range(layers - 1):
            a, _ = self.both(activation, a @ weights[i] + biases[i])
        found = (a @ weights[-1] + biases[-1]).argmax(axis=1)
        return [float((found == test[:, 2]).mean())]


# ------------------------------------------------------------------------------ PyTorch


class PyTorch:
    """Eager networks; examples are taken by index, without a DataLoader.

    "optim" uses torch.nn and torch.optim, "hand" plain tensors and the update in three calls, one network after another;
    "batch" is as "hand", but trains all seeds at once, with one more dimension in every tensor.
    """

    def __init__(self, form: str, precision: str) -> None:
        import torch

        self.RUNS_AT_ONCE = SEEDS if form == "batch" else 1

        torch.set_num_threads(1)
        torch.set_default_dtype(getattr(torch, precision))
        self.torch, self.form = torch, form

    def prepare(self, activation: str, sizes: list[int], epochs: int) -> None:
        pass

    def module(self, activation: str) -> Any:
        nn = self.torch.nn
        return {
            "sigmoid": nn.Sigmoid(),
            "tanh": nn.Tanh(),
            "relu": nn.ReLU(),
            "leakyRelu": nn.LeakyReLU(LEAK),
            "elu": nn.ELU(),
            "silu": nn.SiLU(),
            "gelu": nn.GELU(),
        }[activation]

    def function(self, activation: str) -> Any:
        torch, F = self.torch, self.torch.nn.functional
        return {
            "sigmoid": torch.sigmoid,
            "tanh": torch.tanh,
            "relu": torch.relu,
            "leakyRelu": lambda x: F.leaky_relu(x, LEAK),
            "elu": F.elu,
            "silu": F.silu,
            "gelu": F.gelu,
        }[activation]

    def train(self, activation: str, sizes: list[int], epochs: int, rate: float, seed: int) -> list[float]:
        torch = self.torch
        torch.manual_seed(1000 + seed)
        if self.form == "batch":
            return self.all_at_once(activation, sizes, epochs, rate)
        train, test = (torch.tensor(d[:, :2], dtype=torch.get_default_dtype()) for d in data[seed])
        labels, wanted = (torch.tensor(d[:, 2], dtype=torch.long) for d in data[seed])
        start = [torch.randn(o, i) * d for i, o, d in zip(sizes, sizes[1:], deviations(activation, sizes))]
        train_form = self.with_optim if self.form == "optim" else self.by_hand
        network = train_form(activation, start, epochs, rate, train, labels)
        with torch.no_grad():
            return [float((network(test).argmax(1) == wanted).double().mean())]

    def with_optim(self, activation: str, start: list[Any], epochs: int, rate: float, x: Any, labels: Any) -> Any:
        torch = self.torch
        modules = []
        for weight in start:
            layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
            with torch.no_grad():
                layer.weight.copy_(weight)
                layer.bias.zero_()
            modules += [layer, self.module(activation)]
        network = torch.nn.Sequential(*modules[:-1])
        loss_of = torch.nn.CrossEntropyLoss()
        optimiser = torch.optim.SGD(network.parameters(), lr=rate, momentum=MOMENTUM, fused=True)
        for _ in range(epochs):
            order = torch.randperm(EXAMPLES)
            shuffled, wanted = x[order], labels[order]
            for i in range(0, EXAMPLES, BATCH):
                optimiser.zero_grad()
                loss_of(network(shuffled[i : i + BATCH]), wanted[i : i + BATCH]).backward()
                optimiser.step()
        return network

    def by_hand(self, activation: str, start: list[Any], epochs: int, rate: float, x: Any, labels: Any) -> Any:
        torch, F = self.torch, self.torch.nn.functional
        f = self.function(activation)
        weights = [weight.requires_grad_() for weight in start]
        biases = [torch.zeros(weight.shape[0], requires_grad=True) for weight in start]
        parameters = weights + biases
        steps = [torch.zeros_like(p) for p in parameters]
        *hidden, last = zip(weights, biases)

        def network(a: Any) -> Any:
            for w, b in hidden:
                a = f(F.linear(a, w, b))
            return F.linear(a, *last)

        for _ in range(epochs):
            order = torch.randperm(EXAMPLES)
            batches = zip(x[order].split(BATCH), labels[order].split(BATCH))
            for batch, wanted in batches:
                gradients = torch.autograd.grad(F.cross_entropy(network(batch), wanted), parameters)
                with torch.no_grad():
                    torch._foreach_mul_(steps, MOMENTUM)
                    torch._foreach_add_(steps, gradients, alpha=-rate)
                    torch._foreach_add_(parameters, steps)
        return network

    def all_at_once(self, activation: str, sizes: list[int], epochs: int, rate: float) -> list[float]:
        torch, F = self.torch, self.torch.nn.functional
        f = self.function(activation)
        x, x_test = (torch.tensor(d, dtype=torch.get_default_dtype()) for d in (data[:, 0, :, :2], data[:, 1, :, :2]))
        labels, wanted_test = (torch.tensor(d, dtype=torch.long) for d in (data[:, 0, :, 2], data[:, 1, :, 2]))
        layers = zip(sizes, sizes[1:], deviations(activation, sizes))
        weights = [(torch.randn(SEEDS, i, o) * d).requires_grad_() for i, o, d in layers]
        biases = [torch.zeros(SEEDS, 1, o, requires_grad=True) for o in sizes[1:]]
        parameters = weights + biases
        steps = [torch.zeros_like(p) for p in parameters]
        *hidden, last = zip(weights, biases)
        network_number = torch.arange(SEEDS)[:, None]

        def network(a: Any) -> Any:
            for w, b in hidden:
                a = f(torch.baddbmm(b, a, w))
            return torch.baddbmm(last[1], a, last[0])

        for _ in range(epochs):
            order = torch.rand(SEEDS, EXAMPLES).argsort(1)
            batches = zip(x[network_number, order].split(BATCH, 1), labels[network_number, order].split(BATCH, 1))
            for batch, wanted in batches:
                # A sum over networks of means over batches: each network gets its own gradient.
                loss = F.cross_entropy(network(batch).flatten(0, 1), wanted.flatten()) * SEEDS
                gradients = torch.autograd.grad(loss, parameters)
                with torch.no_grad():
                    torch._foreach_mul_(steps, MOMENTUM)
                    torch._foreach_add_(steps, gradients, alpha=-rate)
                    torch._foreach_add_(parameters, steps)
        with torch.no_grad():
            return (network(x_test).argmax(2) == wanted_test).double().mean(1).tolist()


# ------------------------------------------------------------------------------ JAX


class Jax:
    """All seeds at once: jit over vmap over scan. The rate is an argument, so that one program serves all rates.

    A scan over the layers of the deep network, too, was slower, in compiling and in running.
    """

    RUNS_AT_ONCE = SEEDS

    def __init__(self, precision: str) -> None:
        import jax

        jax.config.update("jax_platforms", "cpu")
        jax.config.update("jax_enable_x64", precision == "float64")
        self.jax, self.precision = jax, precision
        self.compiled: dict[Any, Any] = {}

    def function(self, activation: str) -> Any:
        nn, jnp = self.jax.nn, self.jax.numpy
        return {
            "sigmoid": nn.sigmoid,
            "tanh": jnp.tanh,
            "relu": nn.relu,
            "leakyRelu": lambda x: nn.leaky_relu(x, LEAK),
            "elu": nn.elu,
            "silu": nn.silu,
            "gelu": functools.partial(nn.gelu, approximate=False),
        }[activation]

    def arrays(self) -> tuple[Any, ...]:
        train, test = data[:, 0], data[:, 1]
        inputs = [d[:, :, :2].astype(self.precision) for d in (train, test)]
        labels = [d[:, :, 2].astype("int32") for d in (train, test)]
        return inputs[0], labels[0], inputs[1], labels[1]

    def prepare(self, activation: str, sizes: list[int], epochs: int) -> None:
        self.program(activation, sizes, epochs)

    def program(self, activation: str, sizes: list[int], epochs: int) -> Any:
        key = (activation, *sizes, epochs)
        if key not in self.compiled:
            keys = self.jax.random.split(self.jax.random.key(1000), SEEDS)
            rate = self.jax.numpy.asarray(0.1, self.precision)
            run = self.jax.vmap(self.one_run(activation, sizes, epochs), in_axes=(None, 0, 0, 0, 0, 0))
            self.compiled[key] = self.jax.jit(run).lower(rate, keys, *self.arrays()).compile()
        return self.compiled[key]

    def one_run(self, activation: str, sizes: list[int], epochs: int) -> Any:
        jax, jnp, lax = self.jax, self.jax.numpy, self.jax.lax
        f = self.function(activation)
        batches = -(-EXAMPLES // BATCH)

        def network(parameters: Any, a: Any) -> Any:
            *hidden, (last, bias) = parameters
            for w, b in hidden:
                a = f(a @ w + b)
            return a @ last + bias

        def loss(parameters: Any, x: Any, labels: Any, counts: Any) -> Any:
            log = jax.nn.log_softmax(network(parameters, x))
            each = -jnp.take_along_axis(log, labels[:, None], axis=1)[:, 0]
            return (each * counts).sum() / counts.sum()

        def run(rate: Any, key: Any, x: Any, labels: Any, x_test: Any, labels_test: Any) -> Any:
            first, key = jax.random.split(key)
            parameters = []
            for k, i, o, d in zip(jax.random.split(first, len(sizes)), sizes, sizes[1:], deviations(activation, sizes)):
                parameters.append((d * jax.random.normal(k, (i, o), x.dtype), jnp.zeros(o, x.dtype)))
            steps = jax.tree.map(jnp.zeros_like, parameters)
            counts = (jnp.arange(batches * BATCH) < EXAMPLES).astype(x.dtype).reshape(batches, BATCH)

            def step(state: Any, batch: Any) -> Any:
                parameters, steps = state
                gradients = jax.grad(loss)(parameters, *batch)
                steps = jax.tree.map(lambda s, g: MOMENTUM * s - rate * g, steps, gradients)
                return (jax.tree.map(jnp.add, parameters, steps), steps), None

            def epoch(state: Any, key: Any) -> Any:
                # The last batch is filled up with examples that do not count. A step of its own for its 12 examples was
                # not faster, and takes longer to compile.
                order = jnp.resize(jax.random.permutation(key, EXAMPLES), (batches, BATCH))
                return lax.scan(lambda s, b: step(s, (x[b[0]], labels[b[0]], b[1])), state, (order, counts))

            state, _ = lax.scan(epoch, (parameters, steps), jax.random.split(key, epochs))
            return (network(state[0], x_test).argmax(1) == labels_test).mean()

        return run

    def train(self, activation: str, sizes: list[int], epochs: int, rate: float, seed: int) -> list[float]:
        keys = self.jax.random.split(self.jax.random.key(1000), SEEDS)
        rate = self.jax.numpy.asarray(rate, self.precision)
        return self.program(activation, sizes, epochs)(rate, keys, *self.arrays()).tolist()


# ------------------------------------------------------------------------------ the process

MAKERS = {"numpy": NumPy, "torch": PyTorch, "jax": Jax}
data: Any = None


def about() -> str:
    import platform
    from importlib.metadata import version

    import threadpoolctl

    titles = {"numpy": "NumPy", "torch": "PyTorch", "jax": "JAX"}
    found = {title: version(name).split("+")[0] for name, title in titles.items() if name in sys.modules}
    pools = [
        {key: pool[key] for key in ("internal_api", "version", "architecture", "num_threads") if pool.get(key)}
        for pool in threadpoolctl.threadpool_info()
    ]
    return json.dumps({"versions": {"Python": platform.python_version(), **found}, "threads": pools})


def main() -> None:
    global data
    name, *form = sys.argv[1:]
    contender = MAKERS[name](*form)
    for line in sys.stdin:
        command, *words = line.split()
        start = time.perf_counter()
        if command == "data":
            data = read(words[0])
            answer = "done"
        elif command == "about":
            answer = about()
        else:
            activation, sizes, epochs = words[0], [int(n) for n in words[1].split("-")], int(words[2])
            if command == "prepare":
                contender.prepare(activation, sizes, epochs)
                answer = repr(time.perf_counter() - start)
            else:
                accuracies = contender.train(activation, sizes, epochs, float(words[3]), int(words[4]))
                seconds = (time.perf_counter() - start) / contender.RUNS_AT_ONCE
                answer = " ".join(map(repr, [seconds, *accuracies]))
        print(answer, flush=True)


if __name__ == "__main__":
    main()
