@echo off
rem For a double click, and where scripts of PowerShell are switched off.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
set result=%errorlevel%
pause
exit /b %result%
