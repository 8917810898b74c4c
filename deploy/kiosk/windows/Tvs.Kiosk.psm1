# What is started and when the watchdog steps in: the Windows twin of linux/tvs_kiosk/command.py and decide.py.
# Nothing here touches the machine. Windows PowerShell 5.1 or newer.
Set-StrictMode -Version Latest

$script:Black = 'data:text/html,<body/bgcolor=black>'
$script:Waiting = $script:Black + [Uri]::EscapeDataString(
    '<meta charset=utf-8><style>body{display:grid;place-content:center;height:90vh;color:#777;font:3vmin sans-serif}</style>' +
    "Aguardando o servidor $([char]0xB7) Waiting for the server")

# The player's page of a server. Throws for what is no web address, or holds a key that the list of processes would show.
function Get-PlayerUrl {
    param([Parameter(Mandatory)][string] $Server)
    $address = $null
    if (-not [Uri]::TryCreate($Server.Trim(), [UriKind]::Absolute, [ref] $address) -or $address.Scheme -notin 'http', 'https') {
        throw "The server's URL must look like http://tvs.example:5000"
    }
    if ($address.UserInfo -or $address.Fragment -or $address.Query -match '[?&]key(=|&|$)') {
        throw "The server's URL must be an address only; a key goes into -Key"
    }
    $path = $address.AbsolutePath.TrimEnd('/')
    if ($path -eq '') { $path = '/player' }
    return (Get-Origin -Url $address.AbsoluteUri) + $path + '/' + $address.Query
}

# As browsers write it: scheme, host, and the port unless it is the usual one.
function Get-Origin {
    param([Parameter(Mandatory)][string] $Url)
    return ([Uri] $Url).GetLeftPart([UriPartial]::Authority)
}

# Whether browsers hold this address for insecure: HTTP, and not to this machine itself.
function Test-PlainHttp {
    param([Parameter(Mandatory)][string] $Url)
    $address = [Uri] $Url
    return ($address.Scheme -eq 'http') -and -not $address.IsLoopback -and -not $address.Host.EndsWith('.localhost')
}

# The browser's flags by chromium.json, and a black page. The server's page is opened through the pipe, so that no key
# stands on a command line.
function Get-BrowserArguments {
    param(
        [Parameter(Mandatory)][object[]] $Rules,
        [Parameter(Mandatory)][string] $Url,
        [Parameter(Mandatory)][string] $UserData,
        [Parameter(Mandatory)][string] $Pipes
    )
    $plain = Test-PlainHttp -Url $Url
    $flags = foreach ($rule in $Rules) {
        if ($rule.on -notcontains 'windows') { continue }
        if ($rule.PSObject.Properties['when'] -and $rule.when -eq 'plain-http' -and -not $plain) { continue }
        $rule.flag.Replace('{profile}', $UserData).Replace('{origin}', (Get-Origin -Url $Url)).Replace('{pipes}', $Pipes)
    }
    return @($flags) + $script:Black
}

# One command line as Windows programs take it apart. None of these words holds a quote.
function Join-Arguments {
    param([Parameter(Mandatory)][string[]] $Words)
    return ($Words | ForEach-Object { '"' + $_ + '"' }) -join ' '
}

# The address that hands the page its key. It is spoken through the pipe only.
function Add-Key {
    param([Parameter(Mandatory)][string] $Url, [string] $Key)
    if (-not $Key) { return $Url }
    $joint = if (([Uri] $Url).Query) { '&' } else { '?' }
    return $Url + $joint + 'key=' + [Uri]::EscapeDataString($Key)
}

# Only the hash of a key that was handed over is kept in the profile.
function Get-Fingerprint {
    param([Parameter(Mandatory)][string] $Key)
    $sha = [Security.Cryptography.SHA256]::Create()
    try {
        $hash = $sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($Key))
        return ([BitConverter]::ToString($hash) -replace '-', '').ToLowerInvariant()
    }
    finally { $sha.Dispose() }
}

# Why the browser has to be restarted, 'open' when only the page has to be opened again, else $null. Durations in seconds:
# since the page answered, since a player was on it, and for how long the player has been starting.
function Get-WatchDecision {
    param(
        [Parameter(Mandatory)][bool] $Alive,
        [Parameter(Mandatory)][bool] $Crashed,
        [Parameter(Mandatory)][double] $Silent,
        [Parameter(Mandatory)][double] $Away,
        [Parameter(Mandatory)][double] $Starting,
        [Parameter(Mandatory)][object] $Limits
    )
    if (-not $Alive) { return 'the browser is gone' }
    if ($Crashed) { return 'the page crashed' }
    if ($Silent -gt $Limits.patience) { return 'the page does not answer' }
    if ($Starting -gt $Limits.start) { return 'the player does not start' }
    if ($Away -gt $Limits.away) { return 'open' }
    return $null
}

# Seconds until the next start: one after a browser that got as far as playing, else doubling up to half a minute.
function Get-Pause {
    param([Parameter(Mandatory)][bool] $Worked, [Parameter(Mandatory)][double] $Last)
    if ($Worked) { return 1 }
    return [Math]::Min(30, $Last * 2)
}

Export-ModuleMember -Function * -Variable Waiting
