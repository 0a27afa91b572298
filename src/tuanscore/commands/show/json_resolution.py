"""A whole card, resolved."""

from tuanscore.commands.show.provenance import Line, Resolution

SCHEMA = "tuanscore.card/1"
SHAPES = {
    Resolution: "org short_name year title template total place lines",
    Line: "section category printed item text measure target method points at_most own place",
}
