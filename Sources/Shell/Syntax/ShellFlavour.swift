/// Which shell's words and extensions a shell has.
public enum ShellFlavour: Hashable, Sendable {
  /// bash, as on a Debian or Ubuntu: `[[ … ]]`, `${x:1:2}`, `{a,b}`.
  case bash
  /// The `sh` of BusyBox, as in small images. It shares most of what bash adds.
  case sh

  /// The flavour of a shell that is started by that name: `bash`, `/bin/sh`, `-bash`.
  public init(named name: String) {
    self = name.hasSuffix("bash") ? .bash : .sh
  }
}
