extension Parser {
  /// The words that `a{b,c}d` and `{1..3}` stand for; most words stand for themselves.
  func expandedBraces(_ word: Word) -> [Word] {
    guard flavour == .bash else { return [word] }
    var braces = 0
    for part in word.parts {
      if case .literal(let text) = part {
        braces += text.utf8.reduce(0) { $0 + ($1 == 123 ? 1 : 0) }
      }
    }
    // More of them than anybody writes would take long to look through.
    guard braces > 0, braces <= maximumDepth else { return [word] }
    var atoms: [BraceAtom] = []
    for part in word.parts {
      if case .literal(let text) = part {
        for scalar in text.unicodeScalars { atoms.append(.character(scalar)) }
      } else {
        atoms.append(.part(part))
      }
    }
    var budget = 10_000
    return BraceAtom.expand(atoms[...], &budget).map { BraceAtom.word($0) }
  }
}

/// A character outside quotes, or a whole part of a word.
private enum BraceAtom {
  case character(Unicode.Scalar)
  case part(WordPart)

  func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if case .character(let own) = self { own == scalar } else { false }
  }

  static func word(_ atoms: [BraceAtom]) -> Word {
    var parts: [WordPart] = []
    var literal = String.UnicodeScalarView()
    for atom in atoms {
      switch atom {
      case .character(let scalar): literal.append(scalar)
      case .part(let part):
        if !literal.isEmpty { parts.append(.literal(String(literal))) }
        literal = String.UnicodeScalarView()
        parts.append(part)
      }
    }
    if !literal.isEmpty { parts.append(.literal(String(literal))) }
    return Word(parts)
  }

  /// Expands the first brace that holds a comma or a range, then what follows it.
  static func expand(_ atoms: ArraySlice<BraceAtom>, _ budget: inout Int) -> [[BraceAtom]] {
    var open = atoms.startIndex
    while open < atoms.endIndex {
      if atoms[open].isCharacter("{"), let choices = choices(atoms, open, &budget) {
        let before = Array(atoms[..<open])
        let tails = expand(atoms[choices.end...], &budget)
        var results: [[BraceAtom]] = []
        for choice in choices.texts {
          for tail in tails {
            budget -= 1
            if budget < 0 { return results }
            results.append(before + choice + tail)
          }
        }
        return results
      }
      open += 1
    }
    return [Array(atoms)]
  }

  private static func choices(
    _ atoms: ArraySlice<BraceAtom>, _ open: Int, _ budget: inout Int
  ) -> (texts: [[BraceAtom]], end: Int)? {
    var depth = 0
    var starts = [open + 1]
    var index = open
    while index < atoms.endIndex {
      if atoms[index].isCharacter("{") {
        depth += 1
      } else if atoms[index].isCharacter("}") {
        depth -= 1
        if depth == 0 { break }
      } else if atoms[index].isCharacter(","), depth == 1 {
        starts.append(index + 1)
      }
      index += 1
    }
    guard index < atoms.endIndex else { return nil }
    if starts.count == 1 {
      guard let range = range(atoms[(open + 1)..<index], &budget) else { return nil }
      return (range, index + 1)
    }
    var texts: [[BraceAtom]] = []
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] - 1 : index
      texts += expand(atoms[start..<end], &budget)
    }
    return (texts, index + 1)
  }

  /// `1..5`, `a..e`, `0..10..2`, `01..10`
  private static func range(
    _ atoms: ArraySlice<BraceAtom>, _ budget: inout Int
  ) -> [[BraceAtom]]? {
    var text = String.UnicodeScalarView()
    for atom in atoms {
      guard case .character(let scalar) = atom else { return nil }
      text.append(scalar)
    }
    let ends = splitAtDots(String(text))
    guard ends.count == 2 || ends.count == 3 else { return nil }
    var step: Int64 = 1
    if ends.count == 3 {
      guard let number = Int64(ends[2]), number != .min else { return nil }
      step = max(1, abs(number))
    }
    var texts: [String] = []
    if let first = Int64(ends[0]), let last = Int64(ends[1]), abs(first / 2) < 1 << 40,
      abs(last / 2) < 1 << 40
    {
      let isPadded = [ends[0], ends[1]].contains { digits in
        let bare = digits.hasPrefix("-") ? String(digits.dropFirst()) : digits
        return bare.utf8.count > 1 && bare.hasPrefix("0")
      }
      let width = isPadded ? max(ends[0].utf8.count, ends[1].utf8.count) : 0
      var number = first
      while first <= last ? number <= last : number >= last {
        budget -= 1
        if budget < 0 { break }
        let digits = String(abs(number))
        let sign = number < 0 ? "-" : ""
        let zeros = max(0, width - digits.utf8.count - sign.utf8.count)
        texts.append(sign + String(repeating: "0", count: zeros) + digits)
        number += first <= last ? step : -step
      }
    } else {
      guard let first = letter(ends[0]), let last = letter(ends[1]) else { return nil }
      var code = first
      while first <= last ? code <= last : code >= last {
        texts.append(String(decoding: [UInt8(code)], as: UTF8.self))
        code += first <= last ? Int(min(step, 64)) : -Int(min(step, 64))
      }
    }
    return texts.map { text in text.unicodeScalars.map { .character($0) } }
  }

  private static func letter(_ text: String) -> Int? {
    guard text.utf8.count == 1, let byte = text.utf8.first,
      Parser.isNameStart(byte), byte != 95
    else { return nil }
    return Int(byte)
  }

  private static func splitAtDots(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == 46, bytes[index + 1] == 46 {
        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
        start = index + 2
        index += 2
      } else {
        index += 1
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }
}
