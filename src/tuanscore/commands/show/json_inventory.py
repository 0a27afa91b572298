"""What is in a repository."""

from tuanscore.commands.show.inventory import Entry, Inventory

SCHEMA = "tuanscore.inventory/1"
SHAPES = {
    Inventory: "root documents=entries broken",
    Entry: "kind name year detail file",
}
