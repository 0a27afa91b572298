"""TS9xx: documents that carry their own table and its results, such as a department's 自评."""

from tuanscore.model.kinds.department_assessment import DepartmentAssessment

LOOKS_AT = (DepartmentAssessment,)
