import Simulation

extension StandardCommand {
  /// `sed`
  static var sed: StandardCommand {
    StandardCommand(
      name: "sed", short: "nEre:f:is",
      long: [
        ("quiet", "n"), ("silent", "n"), ("regexp-extended", "E"), ("expression=", "e"),
        ("file=", "f"), ("in-place", "i"),
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
      let editor = StreamEditor(script, isQuiet: call.has("n")) { call.write($0) }
      LineInput(call, paths, errorStatus: 2) { line in
        editor.take(line)
      } end: {
        editor.status
      }
      return nil
    }
  }

  private static func editInPlace(_ path: String, _ script: SedScript, _ call: CommandCall) {
    guard let text = call.read(path) else {
      call.status = 4
      return
    }
    var result = ""
    let editor = StreamEditor(script, isQuiet: call.has("n")) { result += $0 }
    let lines = CommandCall.lines(text)
    var stopped: Int?
    for (index, line) in lines.enumerated() where call.world.exceeded == nil {
      let isLast = index == lines.count - 1
      let more = editor.take(
        InputLine(
          text: line, endsLine: !isLast || text.hasSuffix("\n"), file: path, isLast: isLast))
      if !more {
        stopped = index + 1
        break
      }
    }
    if let stopped, stopped < lines.count {
      result += lines[stopped...].map { $0 + "\n" }.joined()
    }
    do throws(FileError) {
      try call.files.write(result, to: path, from: call.folder, now: call.world.now)
    } catch {
      call.complain("couldn't open temporary file \(path): \(error.text)")
      call.status = 4
    }
  }
}
