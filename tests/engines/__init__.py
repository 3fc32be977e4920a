"""xlwings without Excel: its own Windows code over objects that answer as Excel's do.

``windows`` loads ``xlwings._xlwindows`` with stand-ins for pywin32; ``excel`` has Excel's objects, those that a ribbon
uses, over a ``store``; ``libreoffice`` stores in a running LibreOffice, ``recording`` in memory. Both write down each
call that would cross to Excel. Macintosh's half of xlwings is not covered.

A test asks for the fixture ``live_engine`` (both), ``recording_engine`` or ``libreoffice_engine``: see `LiveEngine`.
"""
