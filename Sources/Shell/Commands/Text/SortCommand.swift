import Simulation

extension StandardCommand {
  /// `sort`
  static var sort: StandardCommand {
    StandardCommand(
      name: "sort", short: "nruk:t:Vhbfso:gMcC",
      long: [
        ("numeric-sort", "n"), ("reverse", "r"), ("unique", "u"), ("key=", "k"),
        ("field-separator=", "t"), ("version-sort", "V"), ("human-numeric-sort", "h"),
        ("ignore-leading-blanks", "b"), ("ignore-case", "f"), ("stable", "s"), ("output=", "o"),
        ("general-numeric-sort", "g"), ("check", "c"),
      ], usage: "sort [OPTION]... [FILE]...", refused: "dimRTSz", errorStatus: 2
    ) { call in
      if call.has("M") { return call.fail("-M is not supported here", 2) }
      var order = SortOrder()
      for option in call.options.options where option.name != "k" && option.name != "t" {
        order.common.set(option.name)
      }
      if let separator = call.value("t") {
        let text = separator == "\\0" ? "\0" : separator
        guard text.unicodeScalars.count == 1 else {
          return call.fail(
            text.isEmpty ? "empty tab" : "multi-character tab '\(separator)'", 2)
        }
        order.separator = text.utf8.first
      }
      for option in call.options.options where option.name == "k" {
        guard let key = SortOrder.Key(option.value) else {
          return call.fail(
            "invalid number at field start: invalid count at start of '\(option.value)'", 2)
        }
        order.keys.append(key)
      }
      order.isStable = call.has("s")
      order.isUnique = call.has("u")
      call.readTexts(call.operands, errorStatus: 2) { texts in
        if call.status > 0 { return 2 }
        var lines: [String] = []
        for (_, text) in texts { lines += CommandCall.lines(text) }
        if call.has("c") || call.has("C") {
          for (index, pair) in zip(lines, lines.dropFirst()).enumerated()
          where order.precedes(order.line(pair.1), order.line(pair.0)) {
            if call.has("c") {
              call.complain("\(call.operands.first ?? "-"):\(index + 2): disorder: \(pair.1)")
            }
            return 1
          }
          return 0
        }
        // Each line is compared with some others.
        call.world.spend(lines.count * 4 * World.lineCost)
        if call.world.exceeded != nil { return 0 }
        let text = order.sorted(lines).map { $0 + "\n" }.joined()
        guard let path = call.value("o") else {
          call.write(text)
          return 0
        }
        do throws(FileError) {
          try call.files.write(text, to: path, from: call.folder, now: call.world.now)
          return 0
        } catch {
          return call.fail("open failed: \(path): \(error.text)", 2)
        }
      }
      return nil
    }
  }
}
