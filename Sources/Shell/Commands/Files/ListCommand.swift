import Simulation

extension StandardCommand {
  /// `ls`: one name a line, because no output here is a terminal.
  static var ls: StandardCommand {
    StandardCommand(
      name: "ls", short: "la1dRAFptSrhk",
      long: [
        ("all", "a"), ("almost-all", "A"), ("directory", "d"), ("recursive", "R"),
        ("reverse", "r"), ("human-readable", "h"), ("classify", "F"), ("color=?", "color"),
      ], usage: "ls [OPTION]... [FILE]...", refused: "iZgGomnsTuUvxXCcbBDHILNqQfw",
      errorStatus: 2
    ) { call in
      if let when = call.value("color"),
        !["never", "no", "none", "auto", "tty", "if-tty"].contains(when)
      {
        return call.fail("--color\(when.isEmpty ? "" : "=" + when) is not supported here", 2)
      }
      var listing = DirectoryListing(call)
      listing.run()
      return call.status
    }
  }
}
