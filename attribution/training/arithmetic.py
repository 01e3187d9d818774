"""How PyTorch computes here: alone, repeatably, and with which rounding."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import torch
from torch import nn

from attribution.digests import digest
from attribution.errors import TrainingError


def check_device(name: str) -> None:
    """Raise TrainingError unless PyTorch can compute there."""
    try:
        torch.empty(1, device=name)
    except (RuntimeError, AssertionError) as problem:  # AssertionError: PyTorch without CUDA
        raise TrainingError(
            f"PyTorch finds no device {name!r} here: use cpu, or one that it finds."
        ) from problem


_alone = RLock()


@contextmanager
def repeatable(device: torch.device) -> Iterator[None]:
    """One thread, as many processes share the machine; chance and settings are put back after.

    They belong to the whole process, so that in it one caller has to wait for another.
    """
    with _alone:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with (
                torch.random.fork_rng([device] if device.type == "cuda" else []),
                # TensorFloat-32 would round to ten bits.
                torch.backends.cudnn.flags(deterministic=True, benchmark=False, allow_tf32=False),
            ):
                yield
        finally:
            torch.set_num_threads(threads)


def seed_chance(seed: int, device: torch.device) -> None:
    """Seed this device's generator alone; `torch.manual_seed` takes a millisecond for all."""
    if device.type == "cuda":
        with torch.cuda.device(device):
            torch.cuda.manual_seed(seed)
    else:
        torch.default_generator.manual_seed(seed)


def rounding(device: torch.device) -> str:
    """Digest of a small convolution and its gradient: other processors may round otherwise."""
    with repeatable(device):
        torch.default_generator.manual_seed(0)
        network = nn.Sequential(nn.Conv2d(3, 16, 3), nn.Flatten(), nn.Linear(2304, 10)).to(device)
        logits = network(torch.rand(16, 3, 14, 14).to(device))
        logits.logsumexp(dim=1).mean().backward()
        tensors = [logits, *(parameter.grad for parameter in network.parameters())]
    return digest(b"".join(tensor.detach().cpu().numpy().tobytes() for tensor in tensors))[:16]
