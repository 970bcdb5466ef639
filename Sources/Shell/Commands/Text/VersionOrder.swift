/// The order of version numbers: digits count as numbers.
package enum VersionOrder {
  package static func compare(_ left: String, _ right: String) -> Int {
    let first = Array(left.utf8)
    let second = Array(right.utf8)
    var i = 0
    var j = 0
    while i < first.count || j < second.count {
      while (i < first.count && !Parser.isDigit(first[i]))
        || (j < second.count && !Parser.isDigit(second[j]))
      {
        let a = i < first.count && !Parser.isDigit(first[i]) ? rank(first[i]) : 0
        let b = j < second.count && !Parser.isDigit(second[j]) ? rank(second[j]) : 0
        if a != b { return a < b ? -1 : 1 }
        i += 1
        j += 1
      }
      while i < first.count, first[i] == 48 { i += 1 }
      while j < second.count, second[j] == 48 { j += 1 }
      var difference = 0
      while i < first.count, j < second.count, Parser.isDigit(first[i]), Parser.isDigit(second[j]) {
        if difference == 0 { difference = Int(first[i]) - Int(second[j]) }
        i += 1
        j += 1
      }
      if i < first.count, Parser.isDigit(first[i]) { return 1 }
      if j < second.count, Parser.isDigit(second[j]) { return -1 }
      if difference != 0 { return difference < 0 ? -1 : 1 }
    }
    return 0
  }

  /// A tilde precedes even the end of the text; letters precede everything else.
  private static func rank(_ byte: UInt8) -> Int {
    if byte == 126 { return -1 }
    let isLetter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
    return isLetter ? Int(byte) : Int(byte) + 256
  }
}
