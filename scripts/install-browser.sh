#!/bin/sh
# Install what the browser journeys need, where this user may: Chromium and a font with Chinese.
# Never fails: what cannot be installed is said, and the tests that need it say that they skip.
set -u

have_chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }
have_chinese_font() { command -v fc-list >/dev/null 2>&1 && test -n "$(fc-list :lang=zh-hk family; fc-list :lang=zh-tw family)"; }

if have_chromium && have_chinese_font; then exit 0; fi

if ! command -v apt-get >/dev/null 2>&1; then
    why="this is not a Debian system"
elif test "$(id -u)" != 0; then
    why="only root may install packages"
else
    why="the installation failed"
    echo "Installing Chromium and a Chinese font for the browser journeys (once; about a minute) ..."
    log=$(mktemp)
    if apt-get update -qq >"$log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium fontconfig fonts-noto-cjk >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 5 "$log" >&2
        why="$why (all of it is in $log)"
    fi
fi

have_chromium || echo "SKIPPED: the browser journeys, for there is no Chromium and $why. Install it: apt-get install chromium"
have_chinese_font || echo "SKIPPED: a Chinese font, for $why: Chinese pages show boxes in the pictures. Install it: apt-get install fonts-noto-cjk"
exit 0
