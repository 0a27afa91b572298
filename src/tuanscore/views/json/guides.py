"""All codes that a finding may have."""

from tuanscore.report.guides import Guide, Guides
from tuanscore.views.json import guide

SCHEMA = "tuanscore.checks/1"
SHAPES = {Guides: "checks=guides", Guide: guide.LINE}
