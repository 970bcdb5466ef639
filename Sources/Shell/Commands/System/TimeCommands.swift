import Simulation

extension StandardCommand {
  /// `sleep`
  static var sleep: StandardCommand {
    StandardCommand(name: "sleep", short: "+", usage: "sleep NUMBER[SUFFIX]...") { call in
      guard !call.operands.isEmpty else { return call.misuse("missing operand") }
      var total = VirtualDuration.zero
      for word in call.operands {
        guard let duration = Durations.parse(word) else {
          return call.dialect == .gnu
            ? call.misuse("invalid time interval '\(word)'")
            : call.fail("invalid number '\(word)'")
        }
        total = total.milliseconds > Int64.max / 4 ? total : total + duration
      }
      call.process.schedule(after: total) { call.finish(0) }
      return nil
    }
  }

  /// `date`: the virtual time, always UTC.
  static var date: StandardCommand {
    StandardCommand(
      name: "date", short: "uRI:",
      long: [("utc", "u"), ("universal", "u"), ("rfc-email", "R"), ("iso-8601=", "I")],
      usage: "date [OPTION]... [+FORMAT]", refused: "dfrs"
    ) { call in
      var format = "%a %b %e %H:%M:%S UTC %Y"
      if call.has("R") { format = "%a, %d %b %Y %H:%M:%S +0000" }
      if let kind = call.value("I") {
        switch kind {
        case "date", "d": format = "%Y-%m-%d"
        case "seconds", "s": format = "%Y-%m-%dT%H:%M:%S+00:00"
        default: return call.misuse("invalid argument '\(kind)' for '--iso-8601'")
        }
      }
      if let word = call.operands.first {
        guard word.hasPrefix("+") else {
          return call.fail("setting the time is not supported here")
        }
        if call.operands.count > 1 { return call.misuse("extra operand '\(call.operands[1])'") }
        format = String(word.dropFirst())
      }
      guard let text = DateFormat.text(format, call.world.now) else {
        return call.fail("a part of the format '\(format)' is not supported here")
      }
      call.write(text + "\n")
      return 0
    }
  }
}
