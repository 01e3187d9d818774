"""Every figure, drawn as SVG: equal input, equal bytes. No Django."""
