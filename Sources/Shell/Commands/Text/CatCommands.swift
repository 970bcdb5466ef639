import Simulation

extension StandardCommand {
  /// `cat`
  static var cat: StandardCommand {
    StandardCommand(
      name: "cat", short: "nbsETAeu",
      long: [
        ("number", "n"), ("number-nonblank", "b"), ("squeeze-blank", "s"), ("show-ends", "E"),
        ("show-tabs", "T"), ("show-all", "A"),
      ], usage: "cat [OPTION]... [FILE]...", refused: "tv"
    ) { call in
      let numbersAll = call.has("n")
      let numbersText = call.has("b")
      let squeezes = call.has("s")
      let showsEnds = call.has("E") || call.has("A") || call.has("e")
      let showsTabs = call.has("T") || call.has("A")
      var number = 0
      var wasBlank = false
      LineInput(call, call.operands) { line in
        let isBlank = line.text.isEmpty && line.endsLine
        if squeezes, isBlank, wasBlank { return true }
        wasBlank = isBlank
        var text = line.text
        if showsTabs {
          text = text.split(separator: "\t", omittingEmptySubsequences: false)
            .joined(separator: "^I")
        }
        if numbersText ? !isBlank : numbersAll {
          number += 1
          text = Columns.right(String(number), 6) + "\t" + text
        }
        call.write(text + (showsEnds && line.endsLine ? "$" : "") + (line.endsLine ? "\n" : ""))
        return true
      } end: {
        0
      }
      return nil
    }
  }

  /// `tac`
  static var tac: StandardCommand {
    StandardCommand(name: "tac", usage: "tac [OPTION]... [FILE]...", refused: "brs") { call in
      call.readTexts(call.operands) { texts in
        for (_, text) in texts {
          for line in CommandCall.lines(text).reversed() { call.write(line + "\n") }
        }
        return 0
      }
      return nil
    }
  }

  /// `rev`
  static var rev: StandardCommand {
    StandardCommand(name: "rev", usage: "rev [FILE]...") { call in
      LineInput(call, call.operands) { line in
        call.write(String(line.text.reversed()) + (line.endsLine ? "\n" : ""))
        return true
      } end: {
        0
      }
      return nil
    }
  }

  /// `nl`
  static var nl: StandardCommand {
    StandardCommand(
      name: "nl", short: "b:w:s:v:", usage: "nl [OPTION]... [FILE]...", refused: "dfhilnp"
    ) { call in
      let style = call.value("b") ?? "t"
      guard style == "a" || style == "t" || style == "n" else {
        return call.misuse("invalid body numbering style: '\(style)'")
      }
      let width = min(max(Int(bounded: call.value("w") ?? "6") ?? 6, 1), 100)
      let separator = call.value("s") ?? "\t"
      var number = Int64(call.value("v") ?? "1") ?? 1
      LineInput(call, call.operands) { line in
        if style == "a" || (style == "t" && !line.text.isEmpty) {
          call.write(Columns.right(String(number), width) + separator + line.text + "\n")
          number += 1
        } else {
          call.write(String(repeating: " ", count: width + separator.count) + line.text + "\n")
        }
        return true
      } end: {
        0
      }
      return nil
    }
  }

  /// `tee`
  static var tee: StandardCommand {
    StandardCommand(
      name: "tee", short: "ai", long: [("append", "a"), ("ignore-interrupts", "i")],
      usage: "tee [OPTION]... [FILE]...", refused: "p"
    ) { call in
      var sinks: [any OutputSink] = []
      for path in call.operands {
        if path == "/dev/null" { continue }
        if path == "/dev/stderr" {
          sinks.append(call.process.errorOutput)
          continue
        }
        do throws(FileError) {
          sinks.append(
            try FileSink(
              world: call.world, fileSystem: call.files, path: path,
              workingDirectory: call.folder, appending: call.has("a")))
        } catch {
          call.complain("\(path): \(error.text)")
          call.status = 1
        }
      }
      call.copies = sinks
      LineInput(call, []) { line in
        call.write(line.text + (line.endsLine ? "\n" : ""))
        return true
      } end: {
        call.flush()
        for (path, sink) in zip(call.operands, sinks) {
          if let file = sink as? FileSink, let error = file.error {
            call.complain("\(path): \(error.text)")
            return 1
          }
        }
        return 0
      }
      return nil
    }
  }

  /// `paste`
  static var paste: StandardCommand {
    StandardCommand(
      name: "paste", short: "d:s", long: [("delimiters=", "d"), ("serial", "s")],
      usage: "paste [OPTION]... [FILE]...", refused: "z"
    ) { call in
      let given = BackslashEscapes.expand(call.value("d") ?? "\t", .format).text
      let delimiters = given.map { String($0) }
      func delimiter(_ index: Int) -> String {
        delimiters.isEmpty ? "" : delimiters[index % delimiters.count]
      }
      call.readTexts(call.operands) { texts in
        // Each `-` takes a line of the standard input in turn.
        let inputs = texts.indices.filter { texts[$0].name == "-" }
        let shared = inputs.first.map { CommandCall.lines(texts[$0].text) } ?? []
        let columns = texts.enumerated().map { (index, entry) in
          guard let place = inputs.firstIndex(of: index), inputs.count > 1 else {
            return CommandCall.lines(entry.text)
          }
          return stride(from: place, to: shared.count, by: inputs.count).map { shared[$0] }
        }
        if call.has("s") {
          for lines in columns {
            var text = ""
            for (index, line) in lines.enumerated() {
              text += (index > 0 ? delimiter(index - 1) : "") + line
            }
            call.write(text + "\n")
          }
          return 0
        }
        for row in 0..<(columns.map { $0.count }.max() ?? 0) {
          var text = ""
          for (index, lines) in columns.enumerated() {
            text += (index > 0 ? delimiter(index - 1) : "") + (row < lines.count ? lines[row] : "")
          }
          call.write(text + "\n")
        }
        return 0
      }
      return nil
    }
  }

  /// `column -t`
  static var column: StandardCommand {
    StandardCommand(
      name: "column", short: "ts:o:",
      long: [("table", "t"), ("separator=", "s"), ("output-separator=", "o")],
      usage: "column [options] [<file>...]", refused: "cdeHiJlLNnOpRrTWx"
    ) { call in
      guard call.has("t") else { return call.fail("without -t it is not supported here") }
      let separators = call.value("s").map { Array($0) } ?? [" ", "\t"]
      let gap = call.value("o") ?? "  "
      let keepsEmpty = call.has("s")
      call.readTexts(call.operands) { texts in
        var rows: [[String]] = []
        for (_, text) in texts {
          for line in CommandCall.lines(text) where !line.isEmpty {
            rows.append(
              line.split(omittingEmptySubsequences: !keepsEmpty) { separators.contains($0) }
                .map { String($0) })
          }
        }
        call.write(Columns.table(rows, gap: gap))
        return 0
      }
      return nil
    }
  }
}
