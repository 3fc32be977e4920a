"""Writes VBA projects: compound files (MS-CFB), compressed text (MS-OVBA 2.4.1), a project's streams (MS-OVBA 2.3)."""
