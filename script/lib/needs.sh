# What a machine needs, and how it gets there. Sourced by start and test; nothing here runs by itself.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Node of the version that .nvmrc and package.json name, or newer.
need_node() {
  local least=20.19.0 have
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "Node $least or newer is needed, with npm: https://nodejs.org/en/download"
  have=$(node -p process.versions.node)
  [ "$(printf '%s\n%s\n' "$least" "$have" | sort -V | head -n 1)" = "$least" ] ||
    fail "Node $least or newer is needed; this is $have: https://nodejs.org/en/download"
}

# Installs the npm packages when the lock file is not the one they were installed from.
need_packages() {
  local lock stamp=node_modules/.tvs-lock
  lock=$(sha256sum package-lock.json | cut -d ' ' -f 1)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then return; fi
  # Installed by hand, after the lock file last changed: that will do.
  if [ ! -f "$stamp" ] && [ node_modules/.package-lock.json -nt package-lock.json ]; then
    printf '%s' "$lock" >"$stamp"
    return
  fi
  echo 'Installing the npm packages: a few minutes, once…'
  if ! npm ci --include=dev --no-progress --loglevel=error; then
    # Where no binary of the SQLite driver is at hand, npm compiles it.
    command -v make >/dev/null && command -v g++ >/dev/null && command -v python3 >/dev/null &&
      fail 'npm ci failed: see above'
    echo 'A package has to be compiled; trying again with a compiler…'
    apt_install build-essential python3
    npm ci --include=dev --no-progress --loglevel=error || fail 'npm ci failed: see above'
  fi
  printf '%s' "$lock" >"$stamp"
}

# apt_install PACKAGE…: as root at once; as anyone else says what to run.
apt_install() {
  local command="apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null || fail "This needs installing first: $*"
  [ "$(id -u)" = 0 ] || fail "This needs installing first. Run: sudo apt-get update && sudo $command"
  echo "Installing $*…"
  export DEBIAN_FRONTEND=noninteractive
  # Without this, packages would start system services: only their programs are wanted.
  local policy=/usr/sbin/policy-rc.d made='' done=yes
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    made=yes
  fi
  { apt-get update -qq && $command -qq </dev/null >/dev/null; } || done=''
  if [ -n "$made" ]; then rm -f "$policy"; fi
  [ -n "$done" ] || fail "This failed: apt-get update && $command"
}

need_ffmpeg() {
  if command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null; then return; fi
  apt_install ffmpeg
}

# Only the programs: the tests start their own, with throw-away data.
need_mariadb() {
  if command -v mariadb-install-db >/dev/null; then return; fi
  apt_install mariadb-server
}

need_nginx() {
  if [ -x /usr/sbin/nginx ]; then return; fi
  apt_install nginx-light
}

# Only the library, which starts nothing by itself: the tests put an S3 server of their own together from it.
need_swift() {
  if [ -d /usr/lib/python3/dist-packages/swift ]; then return; fi
  apt_install python3-swift
}

# A screen without a screen and what the kiosk's launcher runs on; the linters of its scripts and units.
need_kiosk() {
  local missing=() pair
  for pair in Xvfb:xvfb matchbox-window-manager:matchbox-window-manager xrandr:x11-xserver-utils python3:python3-minimal \
    shellcheck:shellcheck systemd-analyze:systemd; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; fi
}

# Sets CHROMIUM to a browser that plays H.264.
need_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then return; fi
  if [ -x /usr/bin/chromium ]; then
    CHROMIUM=/usr/bin/chromium
  elif grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
    # Ubuntu's package is a snap, which neither containers nor tests can use.
    [ "$(id -u)" = 0 ] || fail 'Chromium is missing. Run: sudo npx playwright-core install --with-deps chromium'
    node node_modules/playwright-core/cli.js install --with-deps chromium
    CHROMIUM=$(node -p "require('playwright-core').chromium.executablePath()")
  else
    apt_install chromium fonts-liberation
    CHROMIUM=/usr/bin/chromium
  fi
  export CHROMIUM
}
