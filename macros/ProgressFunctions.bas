Attribute VB_Name = "ProgressFunctions"
Option Explicit

' The functions for cells, on Windows. Each only hands on to the function of its name in progress_xl.excel.functions.

Public Function pxl_due_date(phrase As Variant, Optional as_of As Variant) As Variant
    pxl_due_date = AskPython("pxl_due_date", Array(phrase, as_of))
End Function

Public Function pxl_characters_left(text As Variant, Optional limit As Variant) As Variant
    pxl_characters_left = AskPython("pxl_characters_left", Array(text, limit))
End Function

Public Function pxl_period(day As Variant, Optional kind As Variant) As Variant
    pxl_period = AskPython("pxl_period", Array(day, kind))
End Function

Public Function pxl_status_class(word As Variant) As Variant
    pxl_status_class = AskPython("pxl_status_class", Array(word))
End Function

' The workbook named here may bring settings and code along, so it is this one and not the active one.
Private Function AskPython(ByVal func As String, ByVal arguments As Variant) As Variant
    On Error GoTo failed
    AskPython = XLPy.CallUDF("progress_xl.excel.functions", func, arguments, ThisWorkbook, Application.Caller)
    Exit Function
failed:
    AskPython = Err.Description
End Function
