/// The parts of the script that are the same in every export.
extension ExportScript {
  static let tools = #"""

    here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    held=0
    failed=0
    unchecked=0

    say() { printf '\n$ %s\n' "$1"; }

    # ended STATUS EXPECTED
    ended() {
      if [ "$1" -ne "$2" ]; then printf '(ended with status %s; in the book with %s)\n' "$1" "$2"; fi
    }

    # put FILE NAME: puts a file of the chapter into the folder where the commands run
    put() {
      case $2 in */*) mkdir -p "${2%/*}" ;; esac
      cp "$here/$1" "$2"
    }

    holds() {
      held=$((held + 1))
      printf '  holds: %s\n' "$1"
    }

    fails() {
      failed=$((failed + 1))
      printf '  FAILS: %s\n' "$1"
    }

    unknown() {
      unchecked=$((unchecked + 1))
      printf '  not checked, only the simulation knows: %s\n' "$1"
    }

    # What the book's simulation does with one command has to be done by hand.
    sim() {
      case ${1-} in
      why | audit | help)
        printf '(sim %s: only the simulation can tell this)\n' "$*" >&2
        return 0
        ;;
      crash) set -- "cut the power of these machines, or end this container by a signal: ${*:2}" ;;
      start) set -- "give these machines their power back: ${*:2}" ;;
      partition) set -- "cut the network between these two groups of machines: ${*:2}" ;;
      slow) set -- "delay all packets between these two groups of machines: ${*:2}" ;;
      heal) set -- "repair the network" ;;
      kill) set -- "on this machine, end this program with kill -9: ${*:2}" ;;
      fill) set -- "on this machine, fill the disk on which this folder lies: ${*:2}" ;;
      free) set -- "on this machine, remove what filled the disk: ${*:2}" ;;
      *) set -- "sim $*" ;;
      esac
      printf '\nBY HAND: %s\n' "$1" >&2
      if [ -t 1 ]; then read -r -p 'Press Enter when it is done. ' < /dev/tty; fi
    }

    """#

  /// Where the commands of a chapter with a cluster run.
  static let cluster = #"""
    prepare() {
      work=$(mktemp -d)
      mine=$(mktemp)
      kubectl config view --raw --flatten > "$mine.own" || return
      export KUBECONFIG=$mine.own
      namespace=statebook-$(date +%s)
      kubectl create namespace "$namespace" || return
      kubectl config set-context --current --namespace="$namespace" || return
      cd "$work" || return
    }

    clean() {
      cd "$here" || return
      if [ -z "${KEEP-}" ]; then
        kubectl delete namespace "$namespace"
        rm -r "$work"
      fi
      rm -f "$KUBECONFIG" "${KUBECONFIG%.own}"
    }

    """#

  /// Where the commands of a chapter without a cluster run.
  static let folder = #"""
    prepare() {
      work=$(mktemp -d)
      cd "$work" || return
    }

    clean() {
      cd "$here" || return
      if [ -z "${KEEP-}" ]; then rm -r "$work"; fi
    }

    """#

  static let main = #"""

    if [ "${1-}" = --list ]; then
      printf '%s\n' "${sessions[@]}"
      exit
    fi
    if [ $# = 0 ]; then set -- "${sessions[0]}"; fi
    all=0
    for session in "$@"; do
      known=
      for name in "${sessions[@]}"; do if [ "$name" = "$session" ]; then known=yes; fi; done
      if [ -z "$known" ]; then
        printf 'there is no session %s here; --list names them\n' "$session" >&2
        exit 2
      fi
      (
        prepare || exit 2
        play "$session"
        clean
        printf '\n%s: %s claims hold, %s fail, %s not checked\n' \
          "$session" "$held" "$failed" "$unchecked"
        [ "$failed" = 0 ]
      ) || all=1
    done
    exit $all

    """#
}
