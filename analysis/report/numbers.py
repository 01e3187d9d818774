"""Numbers as a report prints them."""


def percent(share: float, digits: int = 1) -> str:
    return f"{share * 100:.{digits}f}%"


def pvalue(value: float) -> str:
    """To three digits, as papers do; never zero."""
    return "<\N{NO-BREAK SPACE}0.001" if value < 0.001 else f"{value:.3f}"


def p(value: float) -> str:
    """A p-value in a sentence."""
    text = pvalue(value)
    return f"p\N{NO-BREAK SPACE}{text}" if text.startswith("<") else equals("p", text)


def equals(name: str, value: str) -> str:
    """On one line, wherever a sentence breaks."""
    return f"{name}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{value}"


def signed(number: str) -> str:
    """With a real minus sign, and none before a zero."""
    if not number.strip("-0.,"):
        return number.removeprefix("-")
    return number.replace("-", "\N{MINUS SIGN}", 1)
