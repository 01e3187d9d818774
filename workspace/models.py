"""What is stored about log-ins: locks, codes, and identities at other places."""

from workspace.log_in.models import FailedLogIn, Identity, RecoveryCode, ServerRules

__all__ = ["FailedLogIn", "Identity", "RecoveryCode", "ServerRules"]
