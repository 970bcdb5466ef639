/// What `chmod` and `mkdir -m` do to the permissions of a file: `640`, `u+x,go=`.
struct ModeChange {
  /// The bits that new files and folders do not get.
  static let mask: UInt16 = 0o022

  private struct Clause {
    /// The bits of those who are named; nil when nobody is.
    var affected: UInt16?
    var sign: Character
    var bits: UInt16 = 0
    /// Whose bits are taken over, as shift from those of all others.
    var source: UInt16?
    /// `X`: execution where it makes sense.
    var hasConditionalExecution = false
  }

  private var number: UInt16?
  private var keepsSpecial = false
  private var clauses: [Clause] = []

  /// Nil for a text that is no mode.
  init?(_ text: String) {
    if let first = text.utf8.first, Parser.isDigit(first) {
      guard let bits = UInt16(text, radix: 8), bits < 0o10000 else { return nil }
      number = bits
      keepsSpecial = text.utf8.count < 5
      return
    }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard read(part) else { return nil }
    }
  }

  private mutating func read(_ part: Substring) -> Bool {
    var rest = part
    var affected: UInt16?
    while let who = rest.first, "ugoa".contains(who) {
      rest.removeFirst()
      affected =
        (affected ?? 0) | (who == "u" ? 0o4700 : who == "g" ? 0o2070 : who == "o" ? 0o1007 : 0o7777)
    }
    guard !rest.isEmpty else { return false }
    while let sign = rest.popFirst() {
      guard "+-=".contains(sign) else { return false }
      var clause = Clause(affected: affected, sign: sign)
      if let who = rest.first, "ugo".contains(who) {
        rest.removeFirst()
        clause.source = who == "u" ? 6 : who == "g" ? 3 : 0
      } else {
        while let letter = rest.first, "rwxXst".contains(letter) {
          rest.removeFirst()
          switch letter {
          case "r": clause.bits |= 0o444
          case "w": clause.bits |= 0o222
          case "x": clause.bits |= 0o111
          case "s": clause.bits |= 0o6000
          case "t": clause.bits |= 0o1000
          default: clause.hasConditionalExecution = true
          }
        }
      }
      clauses.append(clause)
    }
    return true
  }

  /// The permissions that a file with `old` ones has afterwards.
  func applied(to old: UInt16, isDirectory: Bool) -> UInt16 {
    if let number {
      return isDirectory && keepsSpecial ? number | (old & 0o6000) : number
    }
    var mode = old
    for clause in clauses {
      var value = clause.bits
      if let source = clause.source { value = ((mode >> source) & 7) * 0o111 }
      if clause.hasConditionalExecution, isDirectory || mode & 0o111 != 0 { value |= 0o111 }
      value &= clause.affected ?? ~ModeChange.mask
      switch clause.sign {
      case "+": mode |= value
      case "-": mode &= ~value
      default:
        let special: UInt16 = isDirectory && clause.bits & 0o6000 == 0 ? 0o6000 : 0
        let kept = (clause.affected.map { ~$0 } ?? 0) | special
        mode = (mode & kept) | (value & ~special)
      }
    }
    return mode & 0o7777
  }

  /// `rwxr-xr-x`, as `ls` and `chmod -v` write it.
  static func letters(_ mode: UInt16) -> String {
    var text = ""
    for (shift, special, mark) in [(6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")]
      as [(UInt16, UInt16, String)]
    {
      let bits = mode >> shift
      text += bits & 4 != 0 ? "r" : "-"
      text += bits & 2 != 0 ? "w" : "-"
      let runs = bits & 1 != 0
      text += mode & special != 0 ? (runs ? mark : mark.uppercased()) : runs ? "x" : "-"
    }
    return text
  }

  /// `0755`
  static func octal(_ mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
