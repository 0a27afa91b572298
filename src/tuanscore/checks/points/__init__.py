"""TS4xx: points that do not add up or cannot be earned, and grade bands that do not fit."""

from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

LOOKS_AT = (CardBody, Department, Project, Scheme, Settings)
