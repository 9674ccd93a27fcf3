@echo off
chcp 65001 > nul
"%~dp0python\python.exe" "%~dp0python\installing.py" remove
set ended=%errorlevel%
echo.
echo Bấm một phím bất kỳ để đóng cửa sổ này.
pause > nul
rem The program cannot take away the Python that runs it. One line, since this file goes as well.
if %ended%==0 if exist "%~dp0da-cai-dat" (cd /d "%TEMP%" & rd /s /q "%~dp0" & exit)
exit /b %ended%
