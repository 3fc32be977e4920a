Attribute VB_Name = "TemplateRibbon"
Option Explicit

' A template's buttons give way to the same buttons of the add-in.
Public Sub unless_add_in(control As IRibbonControl, ByRef visible As Variant)
    visible = True
    On Error Resume Next
    visible = Workbooks("progress_xl.xlam") Is Nothing
End Sub
