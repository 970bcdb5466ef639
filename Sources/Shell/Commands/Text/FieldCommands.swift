import Simulation

extension StandardCommand {
  /// `uniq`
  static var uniq: StandardCommand {
    StandardCommand(
      name: "uniq", short: "cdiuf:s:w:",
      long: [
        ("count", "c"), ("repeated", "d"), ("ignore-case", "i"), ("unique", "u"),
        ("skip-fields=", "f"), ("skip-chars=", "s"), ("check-chars=", "w"),
      ], usage: "uniq [OPTION]... [INPUT [OUTPUT]]", refused: "Dz"
    ) { call in
      if call.operands.count > 1 { return call.fail("an output file is not supported here") }
      let fields = Int(bounded: call.value("f") ?? "0") ?? 0
      let characters = Int(bounded: call.value("s") ?? "0") ?? 0
      let width = call.value("w").flatMap { Int(bounded: $0) }
      func key(_ line: String) -> String {
        var rest = line[...]
        for _ in 0..<min(fields, 1000) {
          rest = rest.drop { $0 == " " || $0 == "\t" }.drop { $0 != " " && $0 != "\t" }
        }
        rest = rest.dropFirst(characters)
        if let width { rest = rest.prefix(width) }
        return call.has("i") ? rest.lowercased() : String(rest)
      }
      var current: (line: String, key: String, count: Int)?
      func write() {
        guard let (line, _, count) = current else { return }
        if call.has("d") && count < 2 || call.has("u") && count > 1 { return }
        call.write((call.has("c") ? Columns.right(String(count), 7) + " " : "") + line + "\n")
      }
      LineInput(call, call.operands) { line in
        let own = key(line.text)
        if let known = current, known.key == own {
          current?.count += 1
        } else {
          write()
          current = (line.text, own, 1)
        }
        return true
      } end: {
        write()
        return 0
      }
      return nil
    }
  }

  /// `cut`
  static var cut: StandardCommand {
    StandardCommand(
      name: "cut", short: "d:f:c:b:sn",
      long: [
        ("delimiter=", "d"), ("fields=", "f"), ("characters=", "c"), ("bytes=", "b"),
        ("only-delimited", "s"), ("complement", "complement"), ("output-delimiter=", "out"),
      ], usage: "cut OPTION... [FILE]...", refused: "z"
    ) { call in
      if call.has("complement") { return call.fail("--complement is not supported here") }
      let lists = ["f", "c", "b"].filter { call.has($0) }
      guard let kind = lists.first else {
        return call.misuse("you must specify a list of bytes, characters, or fields")
      }
      guard lists.count == 1 else { return call.misuse("only one list may be specified") }
      let isFromZero = (call.value(kind) ?? "").split(separator: ",").contains {
        $0.split(separator: "-").first == "0"
      }
      if isFromZero {
        return call.misuse(
          kind == "f"
            ? "fields are numbered from 1" : "byte/character positions are numbered from 1")
      }
      guard let ranges = CutList(call.value(kind) ?? "") else {
        return call.misuse(
          kind == "f"
            ? "invalid field value '\(call.value(kind) ?? "")'"
            : "invalid byte or character range")
      }
      let delimiter = call.value("d") ?? "\t"
      if call.has("d"), kind != "f" {
        return call.misuse("an input delimiter may be specified only when operating on fields")
      }
      guard delimiter.unicodeScalars.count == 1, let separator = delimiter.utf8.first else {
        return call.misuse("the delimiter must be a single character")
      }
      let output = call.value("out") ?? (kind == "f" ? delimiter : "")
      LineInput(call, call.operands) { line in
        if kind == "f" {
          let fields = line.text.utf8.split(separator: separator, omittingEmptySubsequences: false)
          if fields.count == 1 {
            if !call.has("s") { call.write(line.text + "\n") }
          } else {
            let chosen = ranges.choose(fields).map { String(Substring($0)) }
            call.write(chosen.joined(separator: output) + "\n")
          }
        } else {
          let chosen = ranges.choose(line.text.unicodeScalars.map { String(Character($0)) })
          call.write(chosen.joined(separator: output) + "\n")
        }
        return true
      } end: {
        0
      }
      return nil
    }
  }

  /// `tr`
  static var tr: StandardCommand {
    StandardCommand(
      name: "tr", short: "+cCdst",
      long: [
        ("complement", "c"), ("delete", "d"), ("squeeze-repeats", "s"), ("truncate-set1", "t"),
      ], usage: "tr [OPTION]... STRING1 [STRING2]"
    ) { call in
      let isDeleting = call.has("d")
      let isSqueezing = call.has("s")
      let isNegated = call.has("c") || call.has("C")
      guard let first = call.operands.first else { return call.misuse("missing operand") }
      let needsSecond = !isDeleting && !isSqueezing
      if needsSecond, call.operands.count < 2 {
        call.complain("missing operand after '\(first)'")
        call.process.writeError("Two strings must be given when translating.\n")
        call.process.writeError(StandardProgram.hint("tr", call.usage, call.dialect))
        return 1
      }
      if call.operands.count > (isDeleting && !isSqueezing ? 1 : 2) {
        return call.misuse("extra operand '\(call.operands.last ?? "")'")
      }
      guard let from = TranslationSet(first) else {
        return call.fail("range-endpoints of '\(first)' are in reverse collating sequence order")
      }
      guard let to = TranslationSet(call.operands.dropFirst().first ?? "") else {
        return call.fail("range-endpoints are in reverse collating sequence order")
      }
      if needsSecond, to.scalars.isEmpty, !call.has("t") {
        return call.fail("when not truncating set1, string2 must be non-empty")
      }
      let translation = Translation(
        from: from, to: to, isNegated: isNegated, isDeleting: isDeleting,
        isSqueezing: isSqueezing, truncates: call.has("t"),
        translates: !isDeleting && call.operands.count == 2)
      LineInput(call, []) { line in
        call.write(translation.apply(line.text + (line.endsLine ? "\n" : "")))
        return true
      } end: {
        0
      }
      return nil
    }
  }
}
