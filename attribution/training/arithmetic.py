"""Makes PyTorch compute repeatably, and finds out how it rounds on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import torch
from torch import nn

from attribution.errors import TrainingError
from core.digests import digest


def check_device(name: str) -> None:
    """Raise TrainingError unless PyTorch can compute there."""
    try:
        torch.empty(1, device=name)
    except (RuntimeError, AssertionError) as problem:  # AssertionError: PyTorch without CUDA
        raise TrainingError(
            f"PyTorch finds no device {name!r} here: use cpu, or one that it finds."
        ) from problem


WORKSPACE = "CUBLAS_WORKSPACE_CONFIG"
REPEATABLE_WORKSPACES = (":4096:8", ":16:8")
"""Workspaces with which cuBLAS always sums in the same order; it reads them at its first use."""

_alone = RLock()


@contextmanager
def repeatable(device: torch.device) -> Iterator[None]:
    """Compute on one thread and deterministically; generators and settings are restored after.

    Both belong to the whole process, so only one thread of it may be in here at a time.
    """
    with _alone:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with (
                torch.random.fork_rng([device] if device.type == "cuda" else []),
                # Without TensorFloat-32, which rounds to ten bits.
                torch.backends.cudnn.flags(deterministic=True, benchmark=False, allow_tf32=False),
                deterministic(device),
            ):
                yield
        finally:
            torch.set_num_threads(threads)


@contextmanager
def deterministic(device: torch.device) -> Iterator[None]:
    """On CUDA, allow only deterministic kernels; raises TrainingError where a layer has none.

    On a CPU a single thread is enough.
    """
    if device.type != "cuda":
        yield
        return
    mode, workspace = torch.get_deterministic_debug_mode(), os.environ.get(WORKSPACE)
    torch.set_deterministic_debug_mode("error")
    if workspace not in REPEATABLE_WORKSPACES:
        os.environ[WORKSPACE] = REPEATABLE_WORKSPACES[0]
    try:
        yield
    except RuntimeError as problem:
        reason, message, _ = str(problem).partition(" a deterministic implementation")
        if not message:
            raise
        raise TrainingError(
            f"The network cannot be trained repeatably on {device}: {reason}{message}; "
            "use another layer or the CPU."
        ) from problem
    finally:
        torch.set_deterministic_debug_mode(mode)
        if workspace is None:
            del os.environ[WORKSPACE]
        else:
            os.environ[WORKSPACE] = workspace


def seed_generator(seed: int, device: torch.device) -> None:
    """Seed the generator of this device only, since `torch.manual_seed` takes a millisecond."""
    if device.type == "cuda":
        with torch.cuda.device(device):
            torch.cuda.manual_seed(seed)
    else:
        torch.default_generator.manual_seed(seed)


def rounding(device: torch.device) -> str:
    """Digest of a small network's logits and gradients, which depend on how a processor rounds."""
    with repeatable(device):
        torch.default_generator.manual_seed(0)
        network = probe(device).to(device)
        logits = network(torch.rand(16, 3, 14, 14).to(device))
        logits.logsumexp(dim=1).mean().backward()
        tensors = [logits, *(parameter.grad for parameter in network.parameters())]
    return digest(b"".join(tensor.detach().cpu().numpy().tobytes() for tensor in tensors))[:16]


def probe(device: torch.device) -> nn.Sequential:
    """A network for pictures [16, 3, 14, 14], of layers that devices of one kind round unlike."""
    if device.type != "cuda":
        return nn.Sequential(nn.Conv2d(3, 16, 3), nn.Flatten(), nn.Linear(2304, 10))
    return nn.Sequential(
        nn.Conv2d(3, 16, 3),
        nn.BatchNorm2d(16).eval(),
        nn.ReLU(),
        nn.MaxPool2d(3, 2, padding=1),
        nn.Conv2d(16, 16, 3, groups=4),  # as convolutions of networks side by side are computed
        nn.Flatten(),
        nn.Linear(256, 10),
    )
