import Simulation

extension StandardCommand {
  /// `cmp`
  static var cmp: StandardCommand {
    StandardCommand(
      name: "cmp", short: "sl", long: [("quiet", "s"), ("silent", "s")],
      usage: "cmp [OPTION]... FILE1 [FILE2]", refused: "bin", errorStatus: 2
    ) { call in
      if call.has("l") { return call.fail("-l is not supported here", 2) }
      guard let first = call.operands.first else {
        return call.misuse("missing operand after 'cmp'", 2)
      }
      let second = call.operands.dropFirst().first ?? "-"
      call.readTexts([first, second], errorStatus: 2) { texts in
        guard texts.count == 2 else { return 2 }
        let left = Array(texts[0].text.utf8)
        let right = Array(texts[1].text.utf8)
        var line = 1
        for index in 0..<min(left.count, right.count) {
          if left[index] != right[index] {
            if !call.has("s") {
              call.write("\(first) \(second) differ: char \(index + 1), line \(line)\n")
            }
            return 1
          }
          if left[index] == 10 { line += 1 }
        }
        if left.count == right.count { return 0 }
        if !call.has("s") {
          let shorter = left.count < right.count ? (first, left) : (second, right)
          let bytes = shorter.1.count
          call.complain(
            bytes == 0
              ? "EOF on \(shorter.0) which is empty"
              : "EOF on \(shorter.0) after byte \(bytes), "
                + (shorter.1.last == 10 ? "line \(line - 1)" : "in line \(line)"))
        }
        return 1
      }
      return nil
    }
  }
}
