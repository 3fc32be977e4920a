"""An open workbook, through xlwings: what `ooxml` is for files. Knows nothing of reports."""
