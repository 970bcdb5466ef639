import Simulation

extension StandardCommand {
  /// `grep`
  static var grep: StandardCommand {
    StandardCommand(
      name: "grep", short: "cviEFGqnowxhHlLsrRm:e:f:A:B:C:y",
      long: [
        ("count", "c"), ("invert-match", "v"), ("ignore-case", "i"), ("extended-regexp", "E"),
        ("fixed-strings", "F"), ("basic-regexp", "G"), ("quiet", "q"), ("silent", "q"),
        ("line-number", "n"), ("only-matching", "o"), ("word-regexp", "w"), ("line-regexp", "x"),
        ("no-filename", "h"), ("with-filename", "H"), ("files-with-matches", "l"),
        ("files-without-match", "L"), ("no-messages", "s"), ("recursive", "r"),
        ("max-count=", "m"), ("regexp=", "e"), ("file=", "f"), ("after-context=", "A"),
        ("before-context=", "B"), ("context=", "C"), ("color=?", "color"), ("colour=?", "color"),
        ("line-buffered", "buffered"),
      ], usage: "grep [OPTION]... PATTERNS [FILE]...", refused: "PabTUzZ", errorStatus: 2
    ) { call in
      if let when = call.value("color"), !["", "never", "no", "none"].contains(when),
        !["auto", "tty", "if-tty"].contains(when)
      {
        return call.fail("--color=\(when) is not supported here", 2)
      }
      guard let search = LineSearch(call) else { return 2 }
      search.run()
      return nil
    }
  }

  static var egrep: StandardCommand {
    var command = grep
    command.name = "egrep"
    return command
  }

  static var fgrep: StandardCommand {
    var command = grep
    command.name = "fgrep"
    return command
  }
}
