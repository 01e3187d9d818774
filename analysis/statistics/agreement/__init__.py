"""How far coders agree, by every definition in use; formulas: docs/reference/agreement.md."""
