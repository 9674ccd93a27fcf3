@echo off
chcp 65001 > nul
"%~dp0python\python.exe" "%~dp0python\installing.py" install
set ended=%errorlevel%
echo.
echo Bấm một phím bất kỳ để đóng cửa sổ này.
pause > nul
exit /b %ended%
