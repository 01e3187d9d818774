# Sourced by the scripts beside it: where an installation lies, and the program that runs containers.
# shellcheck shell=sh

container=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
checkout=$(dirname -- "$container")

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# DOMAIN: sets `folder`, the installation's own, which only its owner can look into.
choose() {
    printf '%s' "$1" | grep -Eqx '([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?' ||
        fail "'$1' is no domain name." "Write it in small letters and without https://, such as study.example.org."
    domain=$1
    if [ -n "${NEEDFINDER_INSTALLATION:-}" ]; then
        folder=$NEEDFINDER_INSTALLATION
    elif [ "$(id -u)" = 0 ]; then
        folder=/srv/needfinder-$domain
    else
        folder=$HOME/needfinder-$domain
    fi
    case $folder in
    /*) ;;
    *) fail "NEEDFINDER_INSTALLATION is '$folder'." "Write the whole path, from / on." ;;
    esac
}

require_installation() {
    [ -f "$folder/installation" ] ||
        fail "There is no installation in $folder." "Make it with container/start $domain, or set NEEDFINDER_INSTALLATION to its folder."
}

# Sets `engine`, and `compose_program` with the arguments that come first.
find_engine() {
    if [ -n "${NEEDFINDER_COMPOSE:-}" ]; then
        compose_program=$NEEDFINDER_COMPOSE
        case $compose_program in *podman*) engine=podman ;; *) engine=docker ;; esac
    elif docker compose version >/dev/null 2>&1; then
        engine=docker compose_program="docker compose"
    elif command -v podman >/dev/null && command -v podman-compose >/dev/null; then
        engine=podman compose_program=podman-compose
    else
        fail "Neither Docker with its compose plugin nor Podman with podman-compose is here." \
            "Install one of them: docs/how-to/run-in-containers.md says which versions were tried."
    fi
}

compose() {
    # shellcheck disable=SC2086  # a program and its arguments
    (cd "$container" && $compose_program --env-file "$folder/installation" --file compose.yaml "$@")
}

# IMAGE COMMAND...: something that needs no installation, and reaches nothing.
in_image() {
    "$engine" run --rm --network none --read-only --cap-drop ALL --security-opt no-new-privileges \
        --tmpfs /tmp ${NEEDFINDER_RUN_OPTIONS:-} "$@"
}

chosen() { sed -n "s/^$1=//p" "$folder/installation"; }

choose_value() { # NAME VALUE: in the file `installation`
    touch "$folder/installation"
    sed "/^$1=/d" "$folder/installation" >"$folder/installation.new"
    printf '%s=%s\n' "$1" "$2" >>"$folder/installation.new"
    mv "$folder/installation.new" "$folder/installation"
}

# Sets `image`; the same code has the same name.
build() {
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$checkout/pyproject.toml" | head -n 1)
    revision=$(git -C "$checkout" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
    image=localhost/needfinder:$version-$revision
    set -- --file "$container/Containerfile" --tag "$image" \
        --build-arg "VERSION=$version" --build-arg "REVISION=$revision"
    if [ -n "${NEEDFINDER_BASE:-}" ]; then set -- "$@" --build-arg "BASE=$NEEDFINDER_BASE"; fi
    # Podman's own format has no health checks.
    if [ "$engine" = podman ]; then set -- "$@" --format docker; fi
    # shellcheck disable=SC2086
    if [ -n "${NEEDFINDER_IMAGE_BUILT:-}" ]; then image=$NEEDFINDER_IMAGE_BUILT; else
        "$engine" build "$@" "$checkout" || fail "The image could not be built; what is above says why."
    fi
}

# What nginx needs is made anew with each release.
write_proxy() {
    mkdir -p "$folder/proxy"
    in_image "$image" proxy --domain "$domain" --http "$(chosen NEEDFINDER_HTTP)" \
        --https "$(chosen NEEDFINDER_HTTPS)" >"$folder/proxy.tar" || fail "The files of nginx could not be made."
    tar -x -f "$folder/proxy.tar" -C "$folder/proxy"
    rm "$folder/proxy.tar"
    # Nobody else comes through the folder above; in their containers, accounts have other numbers.
    chmod -R u=rwX,go=rX "$folder/proxy"
}

# Until the server answers, at most four minutes: the first start makes all tables.
wait_until_healthy() {
    printf 'Waiting until the server answers '
    tries=0
    until compose exec -T server python3 container/healthy.py server >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 120 ] || fail "" "It does not." "Its own words: container/compose $domain logs server"
        printf .
        sleep 2
    done
    echo " it does."
}
