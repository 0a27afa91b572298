"""TS6xx: the printed words of a document against its own numbers, year and place."""

from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.scorecard import Overlay
from tuanscore.model.kinds.waiver import Decision

LOOKS_AT = (CardBody, Overlay, Department, Project, Scheme, Decision)
