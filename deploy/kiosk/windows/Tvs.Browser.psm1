# One Chrome or Edge of our own, and the DevTools pipe to it: JSON messages, each ended by a zero byte.
# When our ends of the pipes close, for whatever reason, the browser ends by itself.
Set-StrictMode -Version Latest

function Start-Browser {
    param(
        [Parameter(Mandatory)][string] $Path,
        # Gets the two handles as text, and gives the command line.
        [Parameter(Mandatory)][scriptblock] $CommandLine
    )
    $inherit = [IO.HandleInheritability]::Inheritable
    $write = New-Object IO.Pipes.AnonymousPipeServerStream ([IO.Pipes.PipeDirection]::Out, $inherit)
    $read = New-Object IO.Pipes.AnonymousPipeServerStream ([IO.Pipes.PipeDirection]::In, $inherit)
    $start = New-Object Diagnostics.ProcessStartInfo
    $start.FileName = $Path
    $start.Arguments = & $CommandLine "$($write.GetClientHandleAsString()),$($read.GetClientHandleAsString())"
    # Only so are handles inherited.
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    $write.DisposeLocalCopyOfClientHandle()
    $read.DisposeLocalCopyOfClientHandle()
    return [pscustomobject]@{
        Process = $process
        Write   = $write
        Read    = $read
        Buffer  = New-Object byte[] 65536
        Pending = $null
        Rest    = New-Object Collections.Generic.List[byte]
        Number  = 0
        Session = $null
        Crashed = $false
        Gone    = $false
    }
}

function Test-Alive {
    param([Parameter(Mandatory)][object] $Browser)
    return -not $Browser.Gone -and -not $Browser.Process.HasExited
}

# The next message, or $null when none came until then or the pipe is closed.
function Read-Message {
    param([Parameter(Mandatory)][object] $Browser, [Parameter(Mandatory)][DateTime] $Until)
    while ($true) {
        $end = $Browser.Rest.IndexOf([byte] 0)
        if ($end -ge 0) {
            $text = [Text.Encoding]::UTF8.GetString($Browser.Rest.GetRange(0, $end).ToArray())
            $Browser.Rest.RemoveRange(0, $end + 1)
            return $text | ConvertFrom-Json
        }
        # A read that did not come back in time goes on, and is looked at again next time.
        if ($null -eq $Browser.Pending) { $Browser.Pending = $Browser.Read.ReadAsync($Browser.Buffer, 0, $Browser.Buffer.Length) }
        $left = [Math]::Max(0, [int] ($Until - [DateTime]::UtcNow).TotalMilliseconds)
        try {
            if (-not $Browser.Pending.Wait($left)) { return $null }
            $count = $Browser.Pending.Result
        }
        catch { $count = 0 }
        $Browser.Pending = $null
        if ($count -eq 0) {
            $Browser.Gone = $true
            return $null
        }
        for ($i = 0; $i -lt $count; $i++) { $Browser.Rest.Add($Browser.Buffer[$i]) }
    }
}

# The result of one call, or $null when no answer came in time or the browser is gone.
function Invoke-DevTools {
    param(
        [Parameter(Mandatory)][object] $Browser,
        [Parameter(Mandatory)][string] $Method,
        [hashtable] $Parameters = @{},
        [string] $Session,
        [Parameter(Mandatory)][double] $Seconds
    )
    $Browser.Number += 1
    $message = @{ id = $Browser.Number; method = $Method; params = $Parameters }
    if ($Session) { $message.sessionId = $Session }
    $bytes = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $message -Compress -Depth 5)) + [byte[]] @(0)
    try {
        $Browser.Write.Write($bytes, 0, $bytes.Length)
        $Browser.Write.Flush()
    }
    catch {
        $Browser.Gone = $true
        return $null
    }
    $until = [DateTime]::UtcNow.AddSeconds($Seconds)
    while ($true) {
        $answer = Read-Message -Browser $Browser -Until $until
        if ($null -eq $answer) { return $null }
        $fields = $answer.PSObject.Properties
        if ($fields['method']) {
            if ($answer.method -eq 'Inspector.targetCrashed') { $Browser.Crashed = $true }
            if ($answer.method -eq 'Target.detachedFromTarget') { $Browser.Session = $null }
        }
        if ($fields['id'] -and $answer.id -eq $Browser.Number) {
            if ($fields['result']) { return $answer.result }
            return New-Object psobject
        }
    }
}

# Takes hold of the page, which a browser that starts does not have at once; says whether it could.
function Connect-Page {
    param([Parameter(Mandatory)][object] $Browser, [Parameter(Mandatory)][double] $Seconds)
    $until = [DateTime]::UtcNow.AddSeconds($Seconds)
    while (-not $Browser.Session) {
        $targets = Invoke-DevTools -Browser $Browser -Method 'Target.getTargets' -Seconds $Seconds
        if ($null -eq $targets) { return $false }
        $page = $targets.targetInfos | Where-Object { $_.type -eq 'page' } | Select-Object -First 1
        if ($null -eq $page) {
            if ([DateTime]::UtcNow -gt $until) { return $false }
            Start-Sleep -Milliseconds 100
            continue
        }
        $attach = @{ targetId = $page.targetId; flatten = $true }
        $attached = Invoke-DevTools -Browser $Browser -Method 'Target.attachToTarget' -Parameters $attach -Seconds $Seconds
        if ($null -eq $attached -or -not $attached.PSObject.Properties['sessionId']) { return $false }
        $Browser.Session = $attached.sessionId
        # Brings word of a crashed page. Runtime is never enabled: it would keep every console message for months.
        $null = Invoke-DevTools -Browser $Browser -Method 'Inspector.enable' -Session $Browser.Session -Seconds $Seconds
    }
    return $true
}

function Invoke-Page {
    param(
        [Parameter(Mandatory)][object] $Browser,
        [Parameter(Mandatory)][string] $Method,
        [hashtable] $Parameters = @{},
        [Parameter(Mandatory)][double] $Seconds
    )
    if (-not (Connect-Page -Browser $Browser -Seconds $Seconds)) { return $null }
    return Invoke-DevTools -Browser $Browser -Method $Method -Parameters $Parameters -Session $Browser.Session -Seconds $Seconds
}

# Asks it to end, so that it can write what it holds; then ends all its processes.
function Stop-Browser {
    param([Parameter(Mandatory)][object] $Browser)
    if (Test-Alive -Browser $Browser) {
        $null = Invoke-DevTools -Browser $Browser -Method 'Browser.close' -Seconds 5
        $null = $Browser.Process.WaitForExit(5000)
    }
    if (-not $Browser.Process.HasExited) { & "$env:SystemRoot\System32\taskkill.exe" /PID $Browser.Process.Id /T /F | Out-Null }
    $Browser.Write.Dispose()
    $Browser.Read.Dispose()
}

Export-ModuleMember -Function @('Start-Browser', 'Test-Alive', 'Connect-Page', 'Invoke-Page', 'Stop-Browser')
