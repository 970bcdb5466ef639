import Simulation

extension StandardCommand {
  /// `sed`
  static var sed: StandardCommand {
    StandardCommand(
      name: "sed", short: "nEre:f:i::s",
      long: [
        ("quiet", "n"), ("silent", "n"), ("regexp-extended", "E"), ("expression=", "e"),
        ("file=", "f"), ("in-place=?", "i"), ("separate", "s"),
      ], usage: "sed [OPTION]... {script-only-if-no-other-script} [input-file]...", refused: "luzb"
    ) { call in
      var paths = call.operands
      var parts: [String] = []
      for option in call.options.options {
        if option.name == "e" { parts.append(option.value) }
        if option.name == "f" {
          guard let text = call.read(option.value) else { return 1 }
          parts.append(text)
        }
      }
      if parts.isEmpty {
        guard !paths.isEmpty else {
          call.process.writeError("Usage: \(call.usage)\n")
          return 1
        }
        parts = [paths.removeFirst()]
      }
      let script: SedScript
      do throws(SedScript.Failure) {
        script = try SedScript(
          parts.joined(separator: "\n"), isExtended: call.has("E") || call.has("r"),
          world: call.world)
      } catch {
        return call.fail(error.message)
      }
      if call.has("i") {
        guard !paths.isEmpty else { return call.fail("no input files") }
        for path in paths { editInPlace(path, script, call) }
        return call.status
      }
      if call.has("s"), paths.count > 1 { return editSeparately(paths, script, call) }
      let editor = StreamEditor(script, isQuiet: call.has("n")) { call.write($0) }
      LineInput(call, paths, errorStatus: 2) { line in
        editor.take(line)
      } end: {
        editor.status
      }
      return nil
    }
  }

  /// Files whose lines are counted anew and that have a last line each.
  private static func editSeparately(
    _ paths: [String], _ script: SedScript, _ call: CommandCall
  ) -> Int32 {
    if paths.contains("-") {
      return call.fail("-s with the standard input among several files is not supported here")
    }
    for (index, path) in paths.enumerated() {
      guard let text = call.read(path) else {
        call.status = 2
        continue
      }
      var (result, rest, status) = edit(text, path, script, call)
      // The end of a file that lacks a line feed is no reason to join it with the next one.
      if index < paths.count - 1, !result.isEmpty, !result.hasSuffix("\n") { result += "\n" }
      call.write(result)
      if rest != nil { return max(status, call.status) }
    }
    return call.status
  }

  /// Applies a script to a whole text.
  /// - Returns: what it makes of it, and the lines that are left when it quits.
  private static func edit(
    _ text: String, _ path: String, _ script: SedScript, _ call: CommandCall
  ) -> (result: String, rest: ArraySlice<String>?, status: Int32) {
    var result = ""
    let editor = StreamEditor(script, isQuiet: call.has("n")) { result += $0 }
    let lines = CommandCall.lines(text)
    for (index, line) in lines.enumerated() where call.world.exceeded == nil {
      let isLast = index == lines.count - 1
      let more = editor.take(
        InputLine(
          text: line, endsLine: !isLast || text.hasSuffix("\n"), file: path, isLast: isLast))
      if !more { return (result, lines[(index + 1)...], editor.status) }
    }
    return (result, nil, editor.status)
  }

  private static func editInPlace(_ path: String, _ script: SedScript, _ call: CommandCall) {
    guard let text = call.read(path) else {
      call.status = 4
      return
    }
    var (result, rest, _) = edit(text, path, script, call)
    if let rest { result += rest.map { $0 + "\n" }.joined() }
    do throws(FileError) {
      if let suffix = call.value("i"), !suffix.isEmpty {
        try call.files.write(
          text, to: backup(of: path, suffix), from: call.folder, now: call.world.now)
      }
      try call.files.write(result, to: path, from: call.folder, now: call.world.now)
    } catch {
      call.complain("couldn't open temporary file \(path): \(error.text)")
      call.status = 4
    }
  }

  /// A `*` in a suffix stands for the file's name, and a suffix with a `/` is a path.
  private static func backup(of path: String, _ suffix: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = String(parts.last ?? "")
    let copy =
      suffix.utf8.contains(UInt8(ascii: "*"))
      ? suffix.split(separator: "*", omittingEmptySubsequences: false).joined(separator: name)
      : name + suffix
    if copy.utf8.contains(UInt8(ascii: "/")) { return copy }
    return (parts.dropLast() + [copy[...]]).joined(separator: "/")
  }
}
