/// What `echo` prints.
enum EchoText {
  /// The text for arguments: `-n` leaves the line feed out, `-e` works escapes off.
  static func text(_ arguments: [String]) -> String {
    var words = arguments[...]
    var endsLine = true
    var escapes = false
    while let option = words.first, option.utf8.count > 1, option.hasPrefix("-"),
      option.utf8.dropFirst().allSatisfy({ $0 == 110 || $0 == 101 || $0 == 69 })
    {
      for letter in option.utf8.dropFirst() {
        switch letter {
        case 110: endsLine = false
        case 101: escapes = true
        default: escapes = false
        }
      }
      words = words.dropFirst()
    }
    let text = words.joined(separator: " ")
    guard escapes else { return endsLine ? text + "\n" : text }
    let (expanded, isEnded) = BackslashEscapes.expand(text, .echo)
    return endsLine && !isEnded ? expanded + "\n" : expanded
  }
}
