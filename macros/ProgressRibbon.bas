Attribute VB_Name = "ProgressRibbon"
Option Explicit

' The buttons of the ribbon. Each only hands on to the function of its name in progress_xl.excel.ribbon.

Public Sub check_sheet(control As IRibbonControl)
    CallPython "check_sheet"
End Sub

Public Sub clear_marks(control As IRibbonControl)
    CallPython "clear_marks"
End Sub

Public Sub previous_finding(control As IRibbonControl)
    CallPython "previous_finding"
End Sub

Public Sub next_finding(control As IRibbonControl)
    CallPython "next_finding"
End Sub

Public Sub open_findings(control As IRibbonControl)
    CallPython "open_findings"
End Sub

Public Sub roll_up(control As IRibbonControl)
    CallPython "roll_up"
End Sub

Public Sub mark_late(control As IRibbonControl)
    CallPython "mark_late"
End Sub

Public Sub show_ledger(control As IRibbonControl)
    CallPython "show_ledger"
End Sub

Public Sub settings(control As IRibbonControl)
    CallPython "settings"
End Sub

Public Sub diagnose(control As IRibbonControl)
    CallPython "diagnose"
End Sub

Public Sub help(control As IRibbonControl)
    CallPython "help"
End Sub

' Where RunPython cannot work (LibreOffice) the environment names the interpreter.
Private Sub CallPython(ByVal button As String)
    Dim code As String, interpreter As String
    code = "import progress_xl.excel.ribbon as ribbon; ribbon." & button & "()"
    interpreter = Environ("PROGRESS_XL_PYTHON")
    If interpreter = "" Then
        RunPython code
    Else
        Shell """" & interpreter & """ -c """ & code & """"
    End If
End Sub
