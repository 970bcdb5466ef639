import Simulation

extension StandardCommand {
  /// `wc`
  static var wc: StandardCommand {
    StandardCommand(
      name: "wc", short: "lwcmL",
      long: [("lines", "l"), ("words", "w"), ("bytes", "c"), ("chars", "m")],
      usage: "wc [OPTION]... [FILE]..."
    ) { call in
      if call.has("L") { return call.fail("-L is not supported here") }
      var kinds = ["l", "w", "m", "c"].filter { call.has($0) }
      if kinds.isEmpty { kinds = ["l", "w", "c"] }
      call.readTexts(call.operands) { texts in
        var rows: [(counts: [Int], name: String)] = texts.map { (name, text) in
          (kinds.map { WordCount.count($0, text) }, name)
        }
        if call.operands.count > 1 {
          var total = Array(repeating: 0, count: kinds.count)
          for row in rows {
            for (index, count) in row.counts.enumerated() { total[index] += count }
          }
          rows.append((total, "total"))
        }
        let readsInput = call.operands.isEmpty || call.operands.contains("-")
        call.write(
          WordCount.table(rows, isSingle: kinds.count == 1 && rows.count == 1, readsInput, call))
        return 0
      }
      return nil
    }
  }

  /// `seq`
  static var seq: StandardCommand {
    StandardCommand(
      name: "seq", short: "+s:w", long: [("separator=", "s"), ("equal-width", "w")],
      usage: "seq [OPTION]... LAST", refused: "f"
    ) { call in
      // A negative number is no option.
      var words = call.operands
      let separator = call.value("s") ?? "\n"
      if words.isEmpty { return call.misuse("missing operand") }
      if words.count > 3 { return call.misuse("extra operand '\(words[3])'") }
      var numbers: [Decimal] = []
      for word in words {
        guard let number = Decimal(word) else {
          return call.misuse("invalid floating point argument: '\(word)'")
        }
        numbers.append(number)
      }
      if words.count == 1 {
        words.insert("1", at: 0)
        numbers.insert(Decimal(1), at: 0)
      }
      let step = words.count == 3 ? numbers[1] : Decimal(1)
      let last = numbers[words.count == 3 ? 2 : 1]
      let zero = Decimal(0)
      if step == zero { return call.misuse("invalid Zero increment value: '\(words[1])'") }
      let places =
        words.dropLast(words.count == 3 ? 1 : 1).map { word in
          word.split(separator: ".", maxSplits: 1).dropFirst().first.map { $0.utf8.count } ?? 0
        }.max() ?? 0
      let width =
        call.has("w")
        ? max(numbers[0].text(places: places).utf8.count, last.text(places: places).utf8.count) : 0
      var current = numbers[0]
      var isFirst = true
      while step > zero ? !(last < current) : !(current < last) {
        var text = current.text(places: places)
        if text.utf8.count < width {
          let sign = text.hasPrefix("-") ? 1 : 0
          text =
            text.prefix(sign) + String(repeating: "0", count: width - text.utf8.count)
            + text.dropFirst(sign)
        }
        call.write((isFirst ? "" : separator) + text)
        isFirst = false
        guard call.process.isRunning, call.world.exceeded == nil, let next = current + step else {
          break
        }
        current = next
      }
      if !isFirst { call.write("\n") }
      return 0
    }
  }

  /// `yes`
  static var yes: StandardCommand {
    StandardCommand(name: "yes", usage: "yes [STRING]...") { call in
      let line = (call.operands.isEmpty ? "y" : call.operands.joined(separator: " ")) + "\n"
      let many = String(repeating: line, count: max(1, 1024 / line.utf8.count))
      func write() {
        call.process.write(many)
        guard call.process.isRunning, call.world.exceeded == nil else { return }
        let output = call.process.output
        if output.isFull {
          output.whenWritable { if call.process.isRunning { write() } }
        } else {
          call.world.soon { if call.process.isRunning { write() } }
        }
      }
      write()
      return nil
    }
  }
}
