#!/usr/bin/env bash
# Makes this machine a TVS screen, or changes one; running it again with the same words changes nothing.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'EOF'
Usage: sudo ./install.sh --server URL [options]
       sudo ./install.sh --uninstall [--purge]

  --server URL       the TVS server, such as https://tvs.example or http://10.0.0.5:5000
  --key-file FILE    the player's key, from a file; - reads it from standard input
                     (without: the screen shows a code to pair it with)
  --rotate DEGREES   0, 90, 180 or 270, clockwise
  --output NAME      only this output is turned, such as HDMI-A-1
  --display KIND     wayland (default) or x11
  --scale FACTOR     size of the page, such as 1.5
  --flags FLAGS      more flags for the browser
  --no-packages      installs no Debian packages
  --root FOLDER      only lays the files, under FOLDER: for images of machines
  --uninstall        removes all but the screen's data; --purge removes that and the user too
EOF
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

server='' key_file='' rotate=0 output='' display=wayland scale='' flags='' root='' packages=yes uninstall='' purge=''
while [ $# -gt 0 ]; do
  case $1 in
    --server | --key-file | --rotate | --output | --display | --scale | --flags | --root)
      [ $# -ge 2 ] || fail "$1 needs a value"
      name=${1#--}
      printf -v "${name//-/_}" '%s' "$2"
      shift
      ;;
    --no-packages) packages='' ;;
    --uninstall) uninstall=yes ;;
    --purge) purge=yes ;;
    --help | -h)
      usage
      exit
      ;;
    *) fail "$1 is not known; --help lists what is" ;;
  esac
  shift
done

code=$root/usr/local/lib/tvs-kiosk
units=$root/etc/systemd/system
settings=$root/etc/tvs-kiosk.env
state=$root/var/lib/tvs-kiosk

here() { [ -z "$root" ]; }
if here && [ "$(id -u)" != 0 ]; then fail 'Run it as root: sudo ./install.sh …'; fi

if [ -n "$uninstall" ]; then
  if here; then systemctl disable --now tvs-kiosk.service tvs-kiosk-x11.service 2>/dev/null || true; fi
  rm -rf "$code" "$settings" "$units/tvs-kiosk.service" "$units/tvs-kiosk-x11.service"
  if [ -n "$purge" ]; then
    rm -rf "$state"
    if here && id tvs-kiosk >/dev/null 2>&1; then userdel tvs-kiosk; fi
  fi
  if here; then systemctl daemon-reload; fi
  exit
fi

case $rotate in 0 | 90 | 180 | 270) ;; *) fail '--rotate is 0, 90, 180 or 270' ;; esac
case $display in
  wayland) unit=tvs-kiosk.service other=tvs-kiosk-x11.service needs=(cage wlr-randr xwayland) ;;
  x11) unit=tvs-kiosk-x11.service other=tvs-kiosk.service needs=(xserver-xorg xserver-xorg-legacy xinit x11-xserver-utils matchbox-window-manager) ;;
  *) fail '--display is wayland or x11' ;;
esac
[[ $output =~ ^[A-Za-z0-9._-]*$ ]] || fail '--output is the name of one output'
[[ $scale =~ ^([0-9]+(\.[0-9]+)?)?$ ]] || fail '--scale is a number such as 1.5'
[ -n "$server" ] || fail 'The server is missing: --server URL'
[[ $server$flags != *[\'\\$'\n']* ]] || fail 'Quotes, backslashes and line breaks have no place in --server and --flags'
if [ -n "$scale" ]; then flags="--force-device-scale-factor=$scale${flags:+ $flags}"; fi

if here && systemctl is-enabled --quiet display-manager.service 2>/dev/null; then
  fail 'A desktop starts on this machine and would take the screen. First: sudo systemctl disable --now display-manager'
fi

# Read before anything is changed.
key=''
if [ "$key_file" = - ]; then
  read -r key || true
elif [ -n "$key_file" ]; then
  key=$(<"$key_file")
fi
[ -z "$key_file" ] || [[ $key =~ ^[A-Za-z0-9._-]+$ ]] || fail "There is no key in $key_file"

if here && [ -n "$packages" ] && command -v apt-get >/dev/null; then
  needs+=(python3-minimal libpam-systemd fonts-liberation)
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || needs+=(chromium)
  missing=()
  for package in "${needs[@]}"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
  if [ ${#missing[@]} -gt 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y --no-install-recommends "${missing[@]}"
  fi
fi

# Says now, not on the screen, what is wrong with the address; nothing is laid before.
TVS_URL=$server TVS_FLAGS=$flags ./tvs-kiosk-session print >/dev/null || exit 1

install -d -m 755 "$code/tvs_kiosk" "$units"
install -m 644 ../chromium.json "$code/"
install -m 755 tvs-kiosk-session "$code/"
install -m 644 tvs_kiosk/*.py "$code/tvs_kiosk/"
install -m 644 tvs-kiosk.service tvs-kiosk-x11.service "$units/"
install -d -m 755 "$(dirname "$settings")"
# Nothing secret: the key has a file of its own.
cat >"$settings" <<EOF
TVS_URL='$server'
TVS_ROTATE=$rotate
TVS_OUTPUT=$output
TVS_FLAGS='$flags'
EOF
chmod 644 "$settings"

if here && ! id tvs-kiosk >/dev/null 2>&1; then
  useradd --system --user-group --home-dir /var/lib/tvs-kiosk --shell /usr/sbin/nologin tvs-kiosk
fi
if here; then
  # The graphics card and the keyboard, where logind does not hand them out.
  for group in video render input tty; do if getent group $group >/dev/null; then usermod -a -G $group tvs-kiosk; fi; done
fi
install -d -m 700 "$state"
if [ -n "$key" ]; then
  (umask 077 && printf '%s\n' "$key" >"$state/key")
  chmod 600 "$state/key"
fi
if here; then
  chown -R tvs-kiosk:tvs-kiosk "$state"
  systemctl daemon-reload
  systemctl disable --now "$other" 2>/dev/null || true
  systemctl enable "$unit"
  systemctl restart "$unit"
  echo "The screen starts now and with the machine. What it says: journalctl -u ${unit%.service}"
fi
