# Finds a Python that is new enough and hands over to install.py, which does the rest.
# For Windows PowerShell 5.1 and later; saved as UTF-8 with a byte order mark, without which 5.1 misreads Chinese.
$ErrorActionPreference = 'Continue' # 5.1 takes every line on a program's standard error for an error of its own
$ask = 'import sys; print(sys.version_info[0] * 100 + sys.version_info[1])' # no quotes, which 5.1 would lose
$places = @(
    @{ Name = 'py'; Options = @('-3.13') },
    @{ Name = 'py'; Options = @('-3.12') },
    @{ Name = 'py'; Options = @('-3.11') },
    @{ Name = 'py'; Options = @('-3') },
    @{ Name = 'python'; Options = @() },
    @{ Name = 'python3'; Options = @() }
)
if ($env:PYTHON) { $places = @(@{ Name = $env:PYTHON; Options = @() }) + $places }
$script = Join-Path $PSScriptRoot 'install.py'
$old = ''
foreach ($place in $places) {
    $found = @(Get-Command $place.Name -CommandType Application -ErrorAction SilentlyContinue)
    if ($found.Count -eq 0) { continue }
    $program = $found[0].Path
    $options = $place.Options
    $version = 0
    try { $said = @(& $program @options -c $ask 2>$null) } catch { continue }
    if ($LASTEXITCODE -ne 0 -or $said.Count -eq 0) { continue }
    if (-not [int]::TryParse([string]$said[-1], [ref]$version)) { continue }
    if ($version -ge 311) {
        & $program @options -I -B $script @args
        exit $LASTEXITCODE
    }
    if (-not $old) { $old = $place.Name }
}
if ($old) {
    [Console]::Error.WriteLine("错误：Python 太旧：这台电脑的 $old 低于 3.11，请另装 3.11 或更新的；装在别处的，先设环境变量 PYTHON 为它的位置")
} else {
    [Console]::Error.WriteLine('错误：没有找到 Python，请先装 3.11 或更新的；装在别处的，先设环境变量 PYTHON 为它的位置')
}
exit 1
