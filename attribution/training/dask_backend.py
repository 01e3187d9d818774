"""joblib's Dask backend, taught to tell of the tasks that Dask gave up."""

from typing import Any

from joblib._dask import DaskDistributedBackend


class DaskBackend(DaskDistributedBackend):  # type: ignore[misc]
    """joblib 1.6 reports results alone, and would wait for ever for the others."""

    def submit(self, func: Any, callback: Any) -> Any:
        promised = super().submit(func, callback)
        promised.add_done_callback(lambda done: done.exception() and callback(done.exception()))
        return promised
