import Simulation

extension StandardCommand {
  /// Every standard command that is described as a value.
  static var all: [StandardCommand] {
    [
      cat, tac, rev, nl, tee, paste, column, head, tail, wc, seq, yes, sort, uniq, cut, tr, grep,
      egrep, fgrep, sed,
    ]
  }

  /// Standard commands that are programs of their own.
  static var programs: [(name: String, make: () -> any Program)] {
    []
  }
}
