# Starts the browser, watches it, starts it again: for ever. Run by the scheduled task that install.ps1 makes.
[CmdletBinding()]
param()
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot\Tvs.Kiosk.psm1", "$PSScriptRoot\Tvs.Browser.psm1"

$settings = Get-Content -Raw -Encoding UTF8 "$PSScriptRoot\settings.json" | ConvertFrom-Json
$rules = Get-Content -Raw -Encoding UTF8 "$PSScriptRoot\chromium.json" | ConvertFrom-Json
$limits = $rules.watch
$url = Get-PlayerUrl -Server $settings.server
$data = $settings.data
$userData = Join-Path $data 'profile'
$keyFile = Join-Path $data 'key.txt'
$givenFile = Join-Path $userData 'tvs-key-given'
$log = Join-Path $data 'kiosk.log'

function Write-Log {
    param([Parameter(Mandatory)][string] $Text)
    # Two files at most, of 1 MB each.
    if ((Test-Path $log) -and (Get-Item $log).Length -gt 1048576) { Move-Item -Force $log "$log.1" }
    Add-Content -Encoding UTF8 -Path $log -Value "$([DateTime]::UtcNow.ToString('o')) $Text"
}

# Makes the last end look like a good one.
function Repair-Preferences {
    $file = Join-Path $userData 'Default\Preferences'
    if (-not (Test-Path $file)) { return }
    $text = [IO.File]::ReadAllText($file)
    $fixed = $text -replace '"exit_type":"[^"]*"', '"exit_type":"Normal"' -replace '"exited_cleanly":false', '"exited_cleanly":true'
    if ($fixed -cne $text) { [IO.File]::WriteAllText($file, $fixed) }
}

# Browsers that an earlier watchdog left behind would take the new one's place.
function Stop-Leftovers {
    $name = Split-Path -Leaf $settings.browser
    Get-CimInstance Win32_Process -Filter "Name = '$name'" |
        Where-Object { $_.CommandLine -and $_.CommandLine.Contains($userData) } |
        ForEach-Object { Stop-Process -Id $_.ProcessId -Force -ErrorAction SilentlyContinue }
}

# The key of the file, unless this profile has had it: after a new pairing by code an old key must not come back.
function Get-KeyToGive {
    if (-not (Test-Path $keyFile)) { return '' }
    $key = ([IO.File]::ReadAllText($keyFile)).Trim()
    if (-not $key) { return '' }
    if ((Test-Path $givenFile) -and ([IO.File]::ReadAllText($givenFile)).Trim() -eq (Get-Fingerprint -Key $key)) { return '' }
    return $key
}

# Looks at one browser until there is a reason to start another, and returns it.
function Watch-Browser {
    param([Parameter(Mandatory)][object] $Browser, [string] $Key)
    $address = Add-Key -Url $url -Key $Key
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $answered = $there = $beyond = 0.0
    $opened = $false
    $last = ''
    $ask = @{ expression = 'document.documentElement.dataset.state || null'; returnByValue = $true }
    while ($true) {
        if (-not $opened -and (Connect-Page -Browser $Browser -Seconds $limits.check)) {
            # Before the answer, which a slow server may hold back.
            $opened = $true
            $there = $clock.Elapsed.TotalSeconds
            $came = Invoke-Page -Browser $Browser -Method 'Page.navigate' -Parameters @{ url = $address } -Seconds $limits.check
            if ($null -ne $came -and $came.PSObject.Properties['errorText']) {
                $null = Invoke-Page -Browser $Browser -Method 'Page.navigate' -Parameters @{ url = $Waiting } -Seconds $limits.check
            }
        }
        $answer = Invoke-Page -Browser $Browser -Method 'Runtime.evaluate' -Parameters $ask -Seconds $limits.check
        $now = $clock.Elapsed.TotalSeconds
        if ($null -ne $answer) {
            $answered = $now
            $state = $null
            if ($answer.PSObject.Properties['result'] -and $answer.result.type -eq 'string') { $state = $answer.result.value }
            if ($state) { $there = $now }
            if ($state -ne 'starting') { $beyond = $now }
            if ($state -and $state -ne 'starting' -and $state -ne $last) {
                $last = $state
                $script:worked = $true
                # Beyond its start the page has taken the key out of its address and kept it.
                if ($Key) { [IO.File]::WriteAllText($givenFile, (Get-Fingerprint -Key $Key)) }
                Write-Log "the player is $state"
            }
        }
        $seen = @{
            Alive    = Test-Alive -Browser $Browser
            Crashed  = $Browser.Crashed
            Silent   = $now - $answered
            Away     = $answered - $there
            Starting = $answered - $beyond
        }
        $what = Get-WatchDecision @seen -Limits $limits
        if ($what -eq 'open') { $opened = $false }
        elseif ($what) { return $what }
        Start-Sleep -Seconds $limits.check
    }
}

$pause = 1.0
while ($true) {
    $script:worked = $false
    try {
        Stop-Leftovers
        $null = New-Item -ItemType Directory -Force $userData
        Repair-Preferences
        $key = Get-KeyToGive
        $browser = Start-Browser -Path $settings.browser -CommandLine {
            param($pipes)
            Join-Arguments -Words (Get-BrowserArguments -Rules $rules.flags -Url $url -UserData $userData -Pipes $pipes)
        }
        Write-Log "browser $($browser.Process.Id) started"
        try { Write-Log (Watch-Browser -Browser $browser -Key $key) }
        finally { Stop-Browser -Browser $browser }
    }
    catch { Write-Log "error: $($_.Exception.Message)" }
    $pause = Get-Pause -Worked $script:worked -Last $pause
    Start-Sleep -Seconds $pause
}
