"""TS5xx: what 财政 sends back in a 预算项目绩效目标表, and in a 项目自评."""
