/// A line that haproxy writes to its standard error.
struct BalancerMessage {
  enum Level: String {
    case notice = "NOTICE"
    case warning = "WARNING"
    case alert = "ALERT"
  }

  var level: Level
  var text: String

  /// `[ALERT]    (1) : config : Fatal errors found in configuration.`
  func line(of process: Int32) -> String {
    let head = "[\(level.rawValue)]"
    let blanks = String(repeating: " ", count: 11 - head.utf8.count)
    return "\(head)\(blanks)(\(process)) : \(text)\n"
  }
}
