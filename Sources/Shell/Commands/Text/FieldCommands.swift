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

/// The list of `cut`: `1,3-5,7-`.
struct CutList {
  private var ranges: [ClosedRange<Int>] = []

  init?(_ text: String) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      if ends.count == 1 {
        guard let number = Int(bounded: ends[0]), number > 0 else { return nil }
        ranges.append(number...number)
      } else {
        if ends[0].isEmpty, ends[1].isEmpty { return nil }
        guard let low = ends[0].isEmpty ? 1 : Int(bounded: ends[0]),
          let high = ends[1].isEmpty ? Int.max : Int(bounded: ends[1]), low > 0, low <= high
        else { return nil }
        ranges.append(low...high)
      }
    }
  }

  func choose<Item>(_ items: [Item]) -> [Item] {
    var result: [Item] = []
    for (index, item) in items.enumerated()
    where ranges.contains(where: { $0.contains(index + 1) }) {
      result.append(item)
    }
    return result
  }
}

/// A set of characters in the order in which `tr` names them.
struct TranslationSet {
  private(set) var scalars: [Unicode.Scalar] = []

  init?(_ text: String) {
    let given = Array(BackslashEscapes.expand(text, .format).text.unicodeScalars)
    var at = 0
    while at < given.count {
      if given[at] == "[", at + 1 < given.count, given[at + 1] == ":" {
        var end = at + 2
        var name = ""
        while end < given.count, given[end] != ":" {
          name.unicodeScalars.append(given[end])
          end += 1
        }
        if end + 1 < given.count, given[end + 1] == "]",
          let ranges = CharacterSet.classRanges(name)
        {
          for range in ranges where range.upperBound < 128 {
            for code in range { scalars.append(Unicode.Scalar(UInt8(code))) }
          }
          at = end + 2
          continue
        }
      }
      if at + 2 < given.count, given[at + 1] == "-" {
        let low = given[at].value
        let high = given[at + 2].value
        guard low <= high, high - low < 0x3000 else { return nil }
        for code in low...high { if let scalar = Unicode.Scalar(code) { scalars.append(scalar) } }
        at += 3
        continue
      }
      scalars.append(given[at])
      at += 1
    }
  }
}

/// What `tr` does to each character.
final class Translation {
  private let isNegated: Bool
  private let isDeleting: Bool
  private let isSqueezing: Bool
  private let translates: Bool
  private let members: Set<Unicode.Scalar>
  private let squeezed: Set<Unicode.Scalar>
  private var table: [Unicode.Scalar: Unicode.Scalar] = [:]
  private let fill: Unicode.Scalar?
  private var last: Unicode.Scalar?

  init(
    from: TranslationSet, to: TranslationSet, isNegated: Bool, isDeleting: Bool,
    isSqueezing: Bool, truncates: Bool, translates: Bool
  ) {
    self.isNegated = isNegated
    self.isDeleting = isDeleting
    self.isSqueezing = isSqueezing
    self.translates = translates
    members = Set(from.scalars)
    squeezed = Set(to.scalars.isEmpty ? from.scalars : to.scalars)
    squeezesNegated = isNegated && to.scalars.isEmpty
    fill = to.scalars.last
    if translates, !isNegated {
      for (index, scalar) in from.scalars.enumerated() {
        if index < to.scalars.count {
          table[scalar] = to.scalars[index]
        } else if !truncates, let fill {
          table[scalar] = fill
        }
      }
    }
  }

  private let squeezesNegated: Bool

  func apply(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      var scalar = scalar
      let isMember = members.contains(scalar) != isNegated
      if isDeleting, isMember { continue }
      if translates {
        if isNegated {
          if isMember, let fill { scalar = fill }
        } else if let other = table[scalar] {
          scalar = other
        }
      }
      if isSqueezing, scalar == last, squeezed.contains(scalar) != squeezesNegated { continue }
      last = scalar
      result.append(scalar)
    }
    return String(result)
  }
}
