<#
.SYNOPSIS
Makes this Windows machine a TVS screen, or changes one. Run as administrator.
.EXAMPLE
.\install.ps1 -Server http://10.0.0.5:5000 -User kiosk
.EXAMPLE
.\install.ps1 -Server https://tvs.example -User kiosk -KeyFile D:\key.txt
.EXAMPLE
.\install.ps1 -Uninstall
.PARAMETER Server
The TVS server.
.PARAMETER KeyFile
A file with the player's key; without one the screen shows a code to pair it with.
.PARAMETER Key
The key itself; it then stands in the history of this shell. Prefer -KeyFile.
.PARAMETER User
The Windows account that shows the screen: one without an administrator's rights.
.PARAMETER Browser
edge, chrome, or the path of a browser's program.
.PARAMETER Purge
With -Uninstall: removes the screen's data as well.
#>
[CmdletBinding(DefaultParameterSetName = 'Install')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Install')][string] $Server,
    [Parameter(ParameterSetName = 'Install')][string] $KeyFile,
    [Parameter(ParameterSetName = 'Install')][string] $Key,
    [Parameter(Mandatory, ParameterSetName = 'Install')][string] $User,
    [Parameter(ParameterSetName = 'Install')][string] $Browser = 'edge',
    [Parameter(Mandatory, ParameterSetName = 'Uninstall')][switch] $Uninstall,
    [Parameter(ParameterSetName = 'Uninstall')][switch] $Purge
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$task = 'TVS Kiosk'
$code = Join-Path $env:ProgramFiles 'TVS Kiosk'
$data = Join-Path $env:ProgramData 'TVS Kiosk'
$policies = @{
    'HKLM:\SOFTWARE\Policies\Microsoft\Edge' = @{ HideFirstRunExperience = 1; TranslateEnabled = 0; StartupBoostEnabled = 0; BackgroundModeEnabled = 0 }
    'HKLM:\SOFTWARE\Policies\Google\Chrome'  = @{ TranslateEnabled = 0; BackgroundModeEnabled = 0 }
}

$me = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this as administrator.' }

function Find-Browser {
    param([Parameter(Mandatory)][string] $Name)
    $places = switch ($Name) {
        'edge' { 'Microsoft\Edge\Application\msedge.exe' }
        'chrome' { 'Google\Chrome\Application\chrome.exe' }
        default { $null }
    }
    if ($null -eq $places) {
        if (Test-Path -PathType Leaf $Name) { return $Name }
        throw "There is no browser at $Name"
    }
    foreach ($folder in ${env:ProgramFiles(x86)}, $env:ProgramFiles) {
        if ($folder -and (Test-Path (Join-Path $folder $places))) { return Join-Path $folder $places }
    }
    throw "$Name is not installed for all users of this machine"
}

function Remove-Task {
    if (Get-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue) {
        # The browser ends with its watchdog.
        Stop-ScheduledTask -TaskName $task
        Unregister-ScheduledTask -TaskName $task -Confirm:$false
    }
}

if ($Uninstall) {
    Remove-Task
    if (Test-Path $code) { Remove-Item -Recurse -Force $code }
    foreach ($path in $policies.Keys) {
        foreach ($name in $policies[$path].Keys) { Remove-ItemProperty -Path $path -Name $name -ErrorAction SilentlyContinue }
    }
    if ($Purge -and (Test-Path $data)) { Remove-Item -Recurse -Force $data }
    return
}

# Everything that can be wrong is found before anything is changed.
Import-Module "$PSScriptRoot\Tvs.Kiosk.psm1" -Force
$null = Get-PlayerUrl -Server $Server
$program = Find-Browser -Name $Browser
$account = (New-Object Security.Principal.NTAccount $User).Translate([Security.Principal.SecurityIdentifier])
if ($KeyFile) { $Key = ([IO.File]::ReadAllText((Resolve-Path $KeyFile))).Trim() }

Remove-Task
$null = New-Item -ItemType Directory -Force $code, $data
Copy-Item -Force "$PSScriptRoot\*.psm1", "$PSScriptRoot\kiosk.ps1", "$PSScriptRoot\..\chromium.json" $code
$settings = @{ server = $Server; browser = $program; data = $data }
[IO.File]::WriteAllText((Join-Path $code 'settings.json'), (ConvertTo-Json $settings))

# Before the key is written: only SYSTEM, administrators and the screen's account get in.
& "$env:SystemRoot\System32\icacls.exe" $data /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' "*$($account.Value):(OI)(CI)M" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The rights of $data could not be set" }
if ($Key) { [IO.File]::WriteAllText((Join-Path $data 'key.txt'), $Key) }

foreach ($path in $policies.Keys) {
    if (-not (Test-Path $path)) { $null = New-Item -Force $path }
    foreach ($name in $policies[$path].Keys) {
        $null = New-ItemProperty -Force -Path $path -Name $name -PropertyType DWord -Value $policies[$path][$name]
    }
}

# The screen stays on, and the machine awake.
foreach ($what in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac') { & "$env:SystemRoot\System32\powercfg.exe" /change $what 0 }

$shell = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe"
$words = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -File `"$code\kiosk.ps1`""
# At log-on; and every minute, which does nothing while it runs, in case the watchdog itself was ended.
$triggers = @(
    (New-ScheduledTaskTrigger -AtLogOn -User $User),
    (New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 1))
)
$options = @{
    MultipleInstances          = 'IgnoreNew'
    ExecutionTimeLimit         = [TimeSpan]::Zero
    AllowStartIfOnBatteries    = $true
    DontStopIfGoingOnBatteries = $true
    StartWhenAvailable         = $true
}
$registration = @{
    TaskName  = $task
    Action    = New-ScheduledTaskAction -Execute $shell -Argument $words
    Trigger   = $triggers
    Settings  = New-ScheduledTaskSettingsSet @options
    Principal = New-ScheduledTaskPrincipal -UserId $User -LogonType Interactive -RunLevel Limited
}
$null = Register-ScheduledTask @registration -Force
Write-Output "The screen starts when $User logs on. What it says: $data\kiosk.log"
