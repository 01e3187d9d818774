"""How far coders agree, by every definition in use; docs/reference/agreement.md explains them."""
