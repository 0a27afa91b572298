"""Workbooks that go on calculating: a score in Excel, every number a formula over the inputs."""
