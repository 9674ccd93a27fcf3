@"%~dp0python\python.exe" "%~dp0python\window.py"
