"""Our functions as their users write them with NumPy, SciPy and PyTorch.

For each function and library there are one or more forms. The first is the one whose accuracy is measured; for speed
every form takes part, and the fastest that does not overflow counts. A form is Python source, so that the tables can show what was measured:
x is the input, y an array for results that is there already. A form that does not end in y makes its own result.
"""

from __future__ import annotations

from typing import Any

ROW = 100  # softmax runs over rows of this length

SCIPY = {
    "sigmoid": ["special.expit(x, out=y)"],
    "logSigmoid": ["special.log_expit(x, out=y)", "-np.logaddexp(0, -x)"],
    "tanh": ["np.tanh(x, out=y)"],
    "softplus": ["np.logaddexp(0, x, out=y)", "np.log1p(np.exp(x, out=y), out=y)"],
    "silu": ["np.multiply(x, special.expit(x, out=y), out=y)"],
    "gelu": ["np.multiply(x, special.ndtr(x, out=y), out=y)", "0.5 * x * (1 + special.erf(x / np.sqrt(2)))"],
    "geluTanh": ["0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)))"],
    "geluSigmoid": ["x * special.expit(1.702 * x)"],
    "elu": [
        "np.where(x > 0, x, np.expm1(np.minimum(x, 0)))",
        "np.add(np.expm1(np.minimum(x, 0, out=y), out=y), np.maximum(x, 0), out=y)",
    ],
    "selu": [
        "1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0)))",
        "1.0507009873554805 * np.maximum(x, 0) + 1.7580993408473766 * np.expm1(np.minimum(x, 0))",
    ],
    "celu": ["np.maximum(x, 0) + 2 * np.expm1(np.minimum(x, 0) / 2)"],
    "mish": ["x * np.tanh(np.logaddexp(0, x))", "x * np.tanh(np.log1p(np.exp(x)))"],
    "softmax": ["special.softmax(x, axis=1)"],
    "logSoftmax": ["special.log_softmax(x, axis=1)"],
}

TORCH = {
    "sigmoid": ["torch.sigmoid(x, out=y)"],
    "logSigmoid": ["F.logsigmoid(x)", "nn.log_sigmoid(x, out=y)"],
    "tanh": ["torch.tanh(x, out=y)"],
    "softplus": ["F.softplus(x)", "nn.softplus(x, out=y)"],
    "silu": ["F.silu(x)", "nn.silu(x, out=y)"],
    "gelu": ["F.gelu(x)", "nn.gelu(x, out=y)"],
    "geluTanh": ["F.gelu(x, approximate='tanh')", "nn.gelu(x, approximate='tanh', out=y)"],
    "geluSigmoid": ["x * torch.sigmoid(1.702 * x)", "torch.sigmoid(torch.mul(x, 1.702, out=y), out=y).mul_(x)"],
    "elu": ["F.elu(x)", "nn.elu(x, out=y)"],
    "selu": ["F.selu(x)", "nn.elu(x, 1.6732632423543772, 1.0507009873554805, 1.0, out=y)"],
    "celu": ["F.celu(x, 2.0)", "nn.elu(x, 2.0, 1.0, 0.5, out=y)"],
    "mish": ["F.mish(x)", "nn.mish(x, out=y)"],
    "softmax": ["torch.softmax(x, 1, out=y)"],
    "logSoftmax": ["torch.log_softmax(x, 1, out=y)"],
}

FORMS = {"scipy": SCIPY, "torch": TORCH}
TITLES = {"scipy": "NumPy/SciPy", "torch": "PyTorch"}


def names() -> dict[str, Any]:
    """What the forms may use. PyTorch gets one thread and records no gradients."""
    import numpy as np
    import torch
    import torch.nn.functional as F
    from scipy import special

    torch.set_num_threads(1)
    return {"np": np, "special": special, "torch": torch, "F": F, "nn": torch._C._nn}


def compiled(form: str, **variables: Any) -> Any:
    """The form as a function without arguments; its variables are as near as those of a user's own function."""
    known = names() | variables
    arguments = ", ".join(known)
    source = f"def make({arguments}):\n    def form():\n        return {form}\n    return form\n"
    space: dict[str, Any] = {}
    exec(source, space)  # noqa: S102: the forms stand above
    return space["make"](**known)


def arrays(peer: str, x: Any, function: str) -> dict[str, Any]:
    """x and y as the library wants them."""
    import numpy as np
    import torch

    shaped = x.reshape(-1, ROW) if function in ("softmax", "logSoftmax") else x
    if peer == "scipy":
        return {"x": np.ascontiguousarray(shaped), "y": np.empty_like(shaped)}
    tensor = torch.from_numpy(np.array(shaped))
    return {"x": tensor, "y": torch.empty_like(tensor)}


def overflows(peer: str, form: str, function: str) -> bool:
    """Whether a form gives NaN or infinity for an ordinary, if large, input."""
    import numpy as np

    x = np.tile([1000.0, -1000.0], ROW // 2)
    with np.errstate(all="ignore"):
        result = compiled(form, **arrays(peer, x, function))()
    return not bool(np.isfinite(np.asarray(result, dtype=float)).all())


def value(peer: str, function: str, x: Any) -> Any:
    """The values of the first form, as a NumPy array."""
    import numpy as np

    with np.errstate(all="ignore"):
        result = compiled(FORMS[peer][function][0], **{**arrays(peer, x, "")})()
    return np.asarray(result, dtype=float)


def torch_slope(function: str, x: Any) -> Any:
    """The derivative that PyTorch's backward pass gives for the first form."""
    import numpy as np
    import torch

    tensor = torch.from_numpy(np.array(x)).requires_grad_()
    form = TORCH[function][0].replace(", out=y", "")
    result = compiled(form, x=tensor)()
    result.backward(torch.ones_like(result))
    return tensor.grad.numpy()
