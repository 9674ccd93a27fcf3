@"%~dp0python\python.exe" -m tuphe %*
