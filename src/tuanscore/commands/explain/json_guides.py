"""All codes that a finding may have."""

from tuanscore.commands.explain import json_guide as guide
from tuanscore.commands.explain.report import Guide, Guides

SCHEMA = "tuanscore.checks/1"
SHAPES = {Guides: "checks=guides", Guide: guide.LINE}
